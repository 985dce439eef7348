// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Subprocess
import SystemPackage

/// A folder with a small tree that looks like a kernel's, and the built `dmabuf-lab` to run on it.
final class LabFixture {
    struct Outcome {
        let status: TerminationStatus
        let output: String
        let errors: String
    }

    let folder: FilePath
    var tree: FilePath { folder.appending("linux") }
    var series: FilePath { folder.appending("patches") }
    /// The lines of every file that matters.
    private static let lines = (1...40).map { "line \($0)" }

    init() throws {
        folder = FilePath(NSTemporaryDirectory()).appending("dmabuf-lab-commands-\(UInt64.random(in: 0 ... .max))")
        try write("linux/Makefile", "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 5\nEXTRAVERSION =\n")
        try write("linux/Kconfig", "")
        try write("linux/scripts/Makefile.build", "")
        try write("linux/mm/memory.c", Self.text(Self.lines))
        try write("linux/drivers/dma-buf/dma-buf.c", Self.text(Self.lines))
        try write("patches/series", "0001-first.patch\n0002-second.patch\n")
        try write("patches/0001-first.patch", Self.patch(1, "first", "mm/memory.c", line: 10))
        try write("patches/0002-second.patch", Self.patch(2, "second", "drivers/dma-buf/dma-buf.c", line: 20))
    }

    deinit {
        try? FileManager.default.removeItem(atPath: folder.string)
    }

    static func text(_ lines: [String]) -> String {
        lines.map { $0 + "\n" }.joined()
    }

    /// The fixture's file with the given patches' changes in.
    static func changed(line: Int, to text: String) -> String {
        var lines = lines
        lines[line - 1] = text
        return self.text(lines)
    }

    private static func patch(_ number: Int, _ name: String, _ file: String, line: Int) -> String {
        let before = lines[line - 4..<line - 1].map { " \($0)\n" }.joined()
        let after = lines[line..<line + 3].map { " \($0)\n" }.joined()
        return """
            From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
            From: Test <test@example.org>
            Date: Thu, 1 Jan 2026 00:00:00 +0000
            Subject: [PATCH \(number)/2] test: The \(name) change

            Why.
            ---
             \(file) | 2 +-
             1 file changed, 1 insertion(+), 1 deletion(-)

            diff --git a/\(file) b/\(file)
            index 0123456789ab..ba9876543210 100644
            --- a/\(file)
            +++ b/\(file)
            @@ -\(line - 3),7 +\(line - 3),7 @@
            \(before)-line \(line)
            +\(name)
            \(after)--\u{20}
            2.39.5


            """
    }

    func write(_ name: String, _ text: String) throws {
        let path = folder.appending(name)
        try FileManager.default.createDirectory(
            atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path.string))
    }

    func read(_ path: FilePath) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: path.string)), as: UTF8.self)
    }

    /// Every file of the tree with its content and modification time.
    func snapshot() throws -> [String: String] {
        var found: [String: String] = [:]
        for name in try FileManager.default.subpathsOfDirectory(atPath: tree.string) {
            let attributes = try FileManager.default.attributesOfItem(atPath: tree.appending(name).string)
            let time = (attributes[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
            let isFile = attributes[.type] as? FileAttributeType == .typeRegular
            found[name] =
                "\(time) "
                + (isFile
                    ? try Data(contentsOf: URL(fileURLWithPath: tree.appending(name).string)).base64EncodedString()
                    : "")
        }
        return found
    }

    /// The program under test, which is built next to the tests.
    static var lab: FilePath {
        FilePath(CommandLine.arguments[0]).removingLastComponent().appending("dmabuf-lab")
    }

    func lab(_ arguments: [String], environment: [Environment.Key: String?] = [:]) async throws -> Outcome {
        try await run(Self.lab, arguments, environment: environment)
    }

    func git(_ arguments: [String]) async throws {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", tree.string]
        _ = try await run("/usr/bin/git", identity + arguments)
    }

    func run(
        _ program: FilePath, _ arguments: [String], environment: [Environment.Key: String?] = [:]
    ) async throws -> Outcome {
        var changes: [Environment.Key: String?] = ["XDG_CACHE_HOME": folder.appending("cache").string]
        changes.merge(environment) { _, new in new }
        let result = try await Subprocess.run(
            .path(program), arguments: Arguments(arguments), environment: .inherit.updating(changes),
            workingDirectory: Self.checkout, output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return Outcome(
            status: result.terminationStatus, output: result.standardOutput, errors: result.standardError)
    }

    /// This project's checkout.
    static var checkout: FilePath {
        FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
    }
}
