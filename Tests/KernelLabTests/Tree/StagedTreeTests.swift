// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

struct StagedTreeTests {
    private let scratch: Scratch
    private let staged: StagedTree

    init() throws {
        scratch = try Scratch()
        try FileTree.makeFolder(scratch.path.appending("slot"))
        staged = StagedTree(home: scratch.path.appending("slot"))
        for name in ["a.c", "b.c", "dir/c.h"] {
            try scratch.write("origin/" + name, "old \(name)\n")
        }
    }

    private func source(_ origin: KernelSource.Origin, identity: String = "one") throws -> KernelSource {
        let version = try #require(KernelVersion(makefile: "VERSION = 6\nPATCHLEVEL = 12\n"))
        return KernelSource(
            origin: origin, folder: scratch.path.appending("origin"), version: version, title: "test", slot: "test",
            identity: identity)
    }

    private func overlay(_ files: [String: String?]) -> TreeOverlay {
        TreeOverlay(
            files: files.mapValues { text in
                text.map { TreeOverlay.Content(bytes: Array($0.utf8), isExecutable: false) }
            })
    }

    private func update(_ source: KernelSource, _ overlay: TreeOverlay) async throws -> (
        identity: String, rules: String, changed: Int
    ) {
        try await staged.update(from: source, overlay: overlay, runner: CommandRunner()) {}
    }

    private func status(_ name: String) throws -> FileTree.Status {
        try #require(FileTree.status(staged.folder.appending(name)))
    }

    @Test func onlyFilesWhoseContentDiffersAreWritten() async throws {
        let source = try source(.distribution)
        let first = try await update(source, overlay(["a.c": "patched\n"]))
        let before = try (status("a.c"), status("b.c"))
        let second = try await update(source, overlay(["a.c": "patched\n"]))
        #expect(second.changed == 0)
        #expect(second.identity == first.identity)
        #expect(try (status("a.c"), status("b.c")) == before)
        let third = try await update(source, overlay(["a.c": "patched again\n"]))
        #expect(third.changed == 1)
        #expect(third.identity != first.identity)
        #expect(try status("b.c") == before.1)
    }

    @Test func aFilePutBackLooksYoungerThanWhatWasBuiltFromIt() async throws {
        let source = try source(.distribution)
        _ = try await update(source, overlay(["a.c": "patched\n"]))
        let patched = try status("a.c").modified
        _ = try await update(source, .empty)
        #expect(try scratch.read("slot/source/a.c") == "old a.c\n")
        #expect(try status("a.c").modified > patched)
    }

    @Test func theSourceItselfNeverChanges() async throws {
        let source = try source(.distribution)
        let removed: String? = nil
        _ = try await update(source, overlay(["a.c": "patched\n", "b.c": removed, "new.c": "new\n"]))
        #expect(try scratch.read("origin/a.c") == "old a.c\n")
        #expect(try scratch.read("origin/b.c") == "old b.c\n")
        #expect(FileTree.files(below: staged.folder) == ["a.c", "dir/c.h", "new.c"])
        #expect(FileTree.files(below: source.folder) == ["a.c", "b.c", "dir/c.h"])
    }

    @Test func anEditInSomebodysOwnTreeReachesTheCopyAlone() async throws {
        let files = ["a.c", "b.c", "dir/c.h"]
        let source = try source(.own(files: files))
        let first = try await update(source, overlay(["a.c": "patched\n"]))
        let untouched = try status("dir/c.h")
        try scratch.write("origin/b.c", "edited\n")
        let second = try await update(source, overlay(["a.c": "patched\n"]))
        #expect(second.changed == 1)
        #expect(second.identity != first.identity)
        #expect(try scratch.read("slot/source/b.c") == "edited\n")
        #expect(try status("dir/c.h") == untouched)
        #expect(try scratch.read("slot/source/a.c") == "patched\n")
    }

    @Test func aFileRemovedFromSomebodysOwnTreeIsRemovedFromTheCopy() async throws {
        _ = try await update(try source(.own(files: ["a.c", "b.c"])), .empty)
        _ = try await update(try source(.own(files: ["a.c"])), .empty)
        #expect(FileTree.files(below: staged.folder) == ["a.c"])
    }

    @Test func aChangeThatWasCutShortIsFinishedByTheNextRun() async throws {
        let source = try source(.distribution)
        _ = try await update(source, overlay(["a.c": "patched\n"]))
        // As a run leaves it that is killed between writing the file and writing its record.
        try scratch.write("slot/source/b.c", "half done\n")
        try scratch.write("slot/staged.json", #"{"identity":"one","overlay":{"a.c":"?","b.c":"?"}}"#)
        _ = try await update(source, overlay(["a.c": "patched\n"]))
        #expect(try scratch.read("slot/source/a.c") == "patched\n")
        #expect(try scratch.read("slot/source/b.c") == "old b.c\n")
    }

    @Test func onlyKconfigFilesMakefilesAndScriptsDecideTheConfiguration() async throws {
        let source = try source(.distribution)
        let plain = try await update(source, .empty)
        let code = try await update(source, overlay(["a.c": "patched\n"]))
        let rules = try await update(source, overlay(["dir/Kconfig": "config X\n"]))
        #expect(code.rules == plain.rules)
        #expect(rules.rules != plain.rules)
    }
}
