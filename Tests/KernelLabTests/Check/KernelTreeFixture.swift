// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage

@testable import KernelLab

/// A series on a real kernel tree, the one that `DMABUF_LAB_TREE` names, which is never written to: the scripts run in a
/// folder of links to it.
final class KernelTreeFixture {
    static let tree: String? = ProcessInfo.processInfo.environment["DMABUF_LAB_TREE"].flatMap { $0.isEmpty ? nil : $0 }
    static let reason = "DMABUF_LAB_TREE names no kernel tree whose scripts could be run"

    private let scratch: Scratch
    private var tree: FilePath { scratch.path.appending("tree") }

    /// - Parameters:
    ///   - target: the file that the patch changes, as it is before.
    ///   - series: the text of the `series` file.
    init(patch: String, target: String = CheckMail.before, series: String = CheckMail.name + "\n") throws {
        scratch = try Scratch()
        let origin = FilePath(Self.tree ?? "")
        try FileTree.makeFolder(tree)
        // With git's folder checkpatch.pl would look commits up in it.
        for name in FileTree.names(in: origin) where ![".git", "include", "mm"].contains(name) {
            try FileTree.link(tree.appending(name), to: origin.appending(name).string)
        }
        // A folder of its own: checkpatch.pl indexes the headers it finds there, and does not follow links.
        try scratch.write("tree/include/linux/a.h", "int a;\n")
        try scratch.write("tree/mm/memory.c", "")
        try scratch.write("tree/" + CheckMail.file, target)
        try scratch.write("patches/series", series)
        try scratch.write("patches/" + CheckMail.coverName, CheckMail.cover)
        try scratch.write("patches/" + CheckMail.name, patch)
        try FileTree.makeFolder(scratch.path.appending("trial"))
    }

    func run() throws -> CheckRun {
        try CheckRun(folder: scratch.path.appending("patches"), tree: tree, runner: CommandRunner())
    }

    /// The findings of checkpatch.pl on the patch.
    func checkpatch() async throws -> [String] {
        let run = try run()
        defer { run.cleanUp() }
        let outcomes = try await run.checkpatchMails()
        return outcomes.sorted { $0.key < $1.key }.flatMap { $0.value.findings.map(\.description) }
    }

    /// The findings of applying it and of kernel-doc after it.
    func applied() async throws -> (placement: [String], kernelDoc: [String]) {
        let applied = try await run().apply(scratch: scratch.path.appending("trial"))
        func texts(_ outcomes: [String: CheckOutcome]) -> [String] {
            outcomes.values.flatMap { $0.findings.map(\.description) }
        }
        return (texts(applied.placement), texts(applied.kernelDoc))
    }

    /// The findings of checkpatch.pl on a file of a module.
    func checkpatch(file: String, _ text: String, exceptions: [CheckpatchException] = []) async throws -> CheckOutcome?
    {
        try scratch.write("module/" + file, text)
        let run = try run()
        defer { run.cleanUp() }
        return try await run.checkpatchFiles(in: scratch.path.appending("module"), exceptions: exceptions)[file]
    }

    /// What lies in the tree's top folder that was not there at the start.
    func leftOvers() -> [String] {
        let origin = FileTree.names(in: FilePath(Self.tree ?? ""))
        return FileTree.names(in: tree).filter { !origin.contains($0) }
    }
}
