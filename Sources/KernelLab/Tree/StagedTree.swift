// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import SystemPackage

/// The tree that kernels are built from: a source's files with the series laid over them.
///
/// It is changed in place, and only where content differs, so `make` compiles only what an edit touches. Every file
/// that is changed gets a new modification time: `make` compares times, and a file put back to its old content must
/// look younger than the object made from the content in between.
package struct StagedTree: Sendable {
    /// What the tree held when it was last brought up to date.
    private struct Record: Codable {
        var identity: String
        /// The digest of each file laid over the source's; a path whose change may not have been finished has "?".
        var overlay: [String: String]
    }

    /// Where the tree is.
    package let folder: FilePath
    private let recordPath: FilePath
    private let indexPath: FilePath

    /// - Parameter home: The slot's folder in the cache, whose lock the caller holds.
    package init(home: FilePath) {
        folder = home.appending("source")
        recordPath = home.appending("staged.json")
        indexPath = home.appending("index")
    }

    /// Brings the tree up to date.
    ///
    /// - Parameter willReplace: Called before the whole tree is laid out anew: what was built from the old one is void.
    /// - Returns: What tells this state of the tree from every other, what tells its rules of configuration from others,
    ///   and how many files were changed.
    package func update(
        from source: KernelSource, overlay: TreeOverlay, runner: CommandRunner, willReplace: () throws -> Void
    ) async throws -> (identity: String, rules: String, changed: Int) {
        var record = readRecord()
        var changed = 0
        if record?.identity != source.identity || !FileTree.exists(folder) {
            try willReplace()
            try FileTree.discard(folder)
            FileTree.unlink(indexPath)
            if source.origin == .distribution {
                try await clone(source, runner: runner)
            } else {
                try DiskSpace.require(1_600_000_000, at: folder)
            }
            record = nil
        }
        var current = record ?? Record(identity: source.identity, overlay: [:])
        let digests = overlay.digests
        let paths = Set(current.overlay.keys).union(digests.keys)
        let uncertain = paths.filter { current.overlay[$0] != digests[$0] }
        for path in uncertain {
            current.overlay[path] = "?"
        }
        try write(current)

        var sourceState = source.identity
        var rules = Fingerprint("configuration rules 1")
        rules.add("source", source.identity)
        if case .own(let files) = source.origin {
            var index = TreeIndex(reading: indexPath)
            changed += try index.mirror(files, from: source.folder, to: folder, except: Set(digests.keys))
            try index.write(to: indexPath)
            sourceState += "#" + index.generation
            index.add(to: &rules, where: Self.decidesConfiguration)
        }
        for path in paths.sorted() {
            try Task.checkCancellation()
            changed += try bring(path, to: overlay, source: source) ? 1 : 0
        }
        current.overlay = digests
        try write(current)

        var fingerprint = Fingerprint("staged tree 1")
        fingerprint.add("source", sourceState)
        for (path, digest) in digests.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(path, digest)
            if Self.decidesConfiguration(path) {
                rules.add(path, digest)
            }
        }
        return (fingerprint.key(), rules.key(), changed)
    }

    /// Whether `make allnoconfig` reads a file: Kconfig files, makefiles, and the scripts that probe the compiler.
    private static func decidesConfiguration(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        return name.hasPrefix("Kconfig") || name.hasPrefix("Makefile") || path.hasPrefix("scripts/")
    }

    /// A clone of hard links: a tree of 1.5 GB for the price of its folders. Nothing writes to a file of it in place.
    private func clone(_ source: KernelSource, runner: CommandRunner) async throws {
        let temporary = folder.appendingSuffix(".tmp")
        try FileTree.discard(temporary)
        try DiskSpace.require(100_000_000, at: folder)
        let result = try await runner.run(Command("cp", ["-al", source.folder.string, temporary.string]))
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: folder, reason: line, needed: 100_000_000)
            }
            throw LabFailure(.inputOutput, "cannot lay out \(folder): \(result.lastLines.last ?? result.endingText)")
        }
        do {
            try FileTree.rename(temporary, to: folder)
        } catch {
            throw FileFailure.describe(error, doing: "laying out", folder)
        }
    }

    /// Makes one file what it should be; tells whether anything had to be done.
    private func bring(_ path: String, to overlay: TreeOverlay, source: KernelSource) throws -> Bool {
        let target = folder.appending(path)
        let content: TreeOverlay.Content?
        if let laidOver = overlay.files[path] {
            content = laidOver
        } else {
            let original = source.folder.appending(path)
            content = try FileTree.status(original).map { status in
                TreeOverlay.Content(bytes: try AtomicFile.read(original), isExecutable: status.mode & 0o100 != 0)
            }
        }
        guard let content else {
            let existed = FileTree.status(target) != nil
            FileTree.unlink(target)
            return existed
        }
        if FileTree.status(target)?.isRegular == true, try AtomicFile.read(target) == content.bytes {
            return false
        }
        try FileTree.makeFolder(target.removingLastComponent())
        try AtomicFile.write(content.bytes, to: target, mode: content.isExecutable ? 0o755 : 0o644)
        return true
    }

    private func readRecord() -> Record? {
        guard let bytes = try? AtomicFile.read(recordPath) else {
            return nil
        }
        return try? JSONDecoder().decode(Record.self, from: Data(bytes))
    }

    private func write(_ record: Record) throws {
        try AtomicFile.write(Array(try JSONEncoder().encode(record)), to: recordPath)
    }
}
