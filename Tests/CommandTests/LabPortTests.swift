// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Subprocess
import SystemPackage
import Testing

struct LabPortTests {
    private let fixture: LabFixture
    private var target: FilePath { fixture.folder.appending("newer") }
    private var work: FilePath { fixture.folder.appending("port") }

    /// A series made by git from the fixture's tree, and a newer tree that is the same but for its version.
    init() async throws {
        fixture = try LabFixture()
        for arguments in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "base"]] {
            try await fixture.git(arguments)
        }
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 10, to: "first"))
        try await fixture.git(["commit", "-q", "-a", "-m", "mm: The first", "--date", "2026-01-02T03:04:05Z"])
        try fixture.write("linux/drivers/dma-buf/dma-buf.c", LabFixture.changed(line: 20, to: "second"))
        try await fixture.git(["commit", "-q", "-a", "-m", "dma-buf: The second"])
        try FileManager.default.removeItem(atPath: fixture.series.string)
        try await fixture.git(["format-patch", "-q", "-n", "-o", fixture.series.string, "HEAD~2"])
        try await fixture.git(["reset", "-q", "--hard", "HEAD~2"])
        try FileManager.default.removeItem(atPath: fixture.tree.appending(".git").string)
        let names = try FileManager.default.contentsOfDirectory(atPath: fixture.series.string).sorted()
        try fixture.write("patches/series", names.map { $0 + "\n" }.joined())
        try FileManager.default.copyItem(atPath: fixture.tree.string, toPath: target.string)
        try fixture.write("newer/Makefile", "VERSION = 6\nPATCHLEVEL = 13\nSUBLEVEL = 0\nEXTRAVERSION =\n")
    }

    private func port() async throws -> LabFixture.Outcome {
        try await fixture.lab([
            "port", fixture.series.string, "--from-tree", fixture.tree.string, "--tree", target.string, "--into",
            work.string,
        ])
    }

    private func git(_ arguments: [String]) async throws -> String {
        try await fixture.run("/usr/bin/git", ["-C", work.string] + arguments).output
    }

    @Test func whatAppliesBecomesACommitEach() async throws {
        let before = try fixture.snapshot()
        let outcome = try await port()
        #expect(outcome.status == .exited(0), "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("ported: 2 of 2 patches, in \(work)\n"))
        #expect(
            try await git(["log", "--format=%an|%s", "--reverse"])
                == "dmabuf-lab|Linux 6.13.0, as in \(target)\nTest|mm: The first\nTest|dma-buf: The second\n")
        #expect(try await git(["log", "-1", "--format=%aI", "HEAD~1"]).hasPrefix("2026-01-02T03:04:05"))
        #expect(try await git(["status", "--porcelain"]).isEmpty)
        #expect(try fixture.read(work.appending("mm/memory.c")) == LabFixture.changed(line: 10, to: "first"))
        // Neither tree was touched.
        #expect(try fixture.snapshot() == before)
        #expect(try fixture.read(target.appending("mm/memory.c")).contains("line 10\n"))
        #expect(!FileManager.default.fileExists(atPath: target.appending(".git").string))
    }

    @Test func aContextThatHasChangedIsMerged() async throws {
        // git apply would refuse this one, and patch bend it.
        try fixture.write("newer/mm/memory.c", LabFixture.changed(line: 7, to: "another context"))
        let outcome = try await port()
        #expect(outcome.status == .exited(0), "\(outcome.output)\(outcome.errors)")
        #expect(try fixture.read(work.appending("mm/memory.c")).contains("another context\nline 8\nline 9\nfirst\n"))
    }

    @Test func theFirstConflictIsShownWithWhatIsNeededToSolveIt() async throws {
        try fixture.write("newer/mm/memory.c", LabFixture.changed(line: 10, to: "theirs"))
        let outcome = try await port()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("0001-mm-The-first.patch does not apply to Linux 6.13.0: mm/memory.c, hunk at"))
        for line in [
            "conflict: patch 1 of 2, 0001-mm-The-first.patch: mm: The first", "== mm/memory.c: hunk at line 7",
            "    -line 10\n    +first\n", "    -line 10\n    +theirs\n", "        11  theirs\n", "git am --skip",
        ] {
            #expect(outcome.output.contains(line), "\(line) is not in \(outcome.output)")
        }

        // Unsolved it is shown again; solved it goes on to the end.
        let again = try await fixture.lab(["port", "--continue", "--into", work.string])
        #expect(again.status == .exited(11))
        #expect(again.output == outcome.output)
        try fixture.write("port/mm/memory.c", LabFixture.changed(line: 10, to: "both"))
        _ = try await git(["add", "mm/memory.c"])
        let solved = try await fixture.lab(["port", "--continue", "--into", work.string])
        #expect(solved.status == .exited(0), "\(solved.errors)")
        #expect(solved.output.hasPrefix("ported: 2 of 2 patches"))
        #expect(try await git(["log", "-1", "--format=%an|%s", "HEAD~1"]) == "Test|mm: The first\n")
    }

    @Test func aSkippedPatchIsCounted() async throws {
        try fixture.write("newer/mm/memory.c", LabFixture.changed(line: 10, to: "theirs"))
        _ = try await port()
        _ = try await git(["-c", "user.name=Test", "-c", "user.email=test@example.org", "am", "--skip"])
        let outcome = try await fixture.lab(["port", "--continue", "--into", work.string])
        #expect(outcome.status == .exited(0))
        #expect(outcome.output.hasPrefix("ported: 1 of 2 patches"))
    }

    @Test func aFileThatTheNewKernelDoesNotHaveIsSaidSo() async throws {
        try FileManager.default.moveItem(
            atPath: target.appending("mm/memory.c").string, toPath: target.appending("scripts/memory.c").string)
        try fixture.write("newer/mm/memory.c", "moved away\n")
        let outcome = try await port()
        #expect(outcome.status == .exited(11))
        #expect(outcome.output.contains("== mm/memory.c"))
    }

    @Test func aCheckoutKeepsItsHistoryAndIsOnlyRead() async throws {
        let identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-C", target.string]
        for arguments in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "upstream"]] {
            _ = try await fixture.run("/usr/bin/git", identity + arguments)
        }
        let head = try await fixture.run("/usr/bin/git", identity + ["rev-parse", "HEAD"]).output
        let outcome = try await port()
        #expect(outcome.status == .exited(0), "\(outcome.errors)")
        #expect(try await git(["rev-parse", "HEAD~2"]) == head)
        #expect(
            try await fixture.run("/usr/bin/git", identity + ["branch", "--list"]).output.split(separator: "\n").count
                == 1)
    }

    @Test func anExistingFolderIsNotTouched() async throws {
        try fixture.write("port/mine", "mine")
        let outcome = try await port()
        #expect(outcome.status == .exited(64))
        #expect(outcome.errors.contains("is there already"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: work.string) == ["mine"])
    }

    @Test func patchesThatAreNotForTheOldTreeAreRefusedAndNothingIsLeft() async throws {
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 10, to: "not what it was"))
        let outcome = try await port()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("0001-mm-The-first.patch does not apply to"))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: fixture.folder.string).sorted()
                == ["cache", "linux", "newer", "patches"])
    }

    @Test(arguments: [
        ["port"], ["port", "6.12"], ["port", "6.12", "6.13", "--tree", "/"], ["port", "6.12", "x"],
        ["port", "6.12", "--continue"],
    ])
    func wrongUsageIs64(_ arguments: [String]) async throws {
        #expect(try await fixture.lab(arguments).status == .exited(64))
    }

    @Test func whatIsNoPortCannotGoOn() async throws {
        let outcome = try await fixture.lab(["port", "--continue", "--into", fixture.tree.string])
        #expect(outcome.status == .exited(64))
        #expect(outcome.errors.contains("is no port"))
    }
}
