// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Subprocess
import SystemPackage
import Testing

/// `apply --in-place`: the tree is patched whole, or left byte for byte as it was.
struct LabInPlaceTests {
    private let fixture: LabFixture

    init() throws {
        fixture = try LabFixture()
    }

    private func apply(_ more: [String] = []) async throws -> LabFixture.Outcome {
        try await fixture.lab(
            ["apply", "--in-place", "--tree", fixture.tree.string, "--series", fixture.series.string] + more)
    }

    private func commit() async throws {
        for arguments in [["init", "-q"], ["add", "."], ["commit", "-q", "-m", "base"]] {
            try await fixture.git(arguments)
        }
    }

    /// The files without git's own.
    private func isPatched() throws -> Bool {
        try fixture.read(fixture.tree.appending("mm/memory.c")) == LabFixture.changed(line: 10, to: "first")
            && fixture.read(fixture.tree.appending("drivers/dma-buf/dma-buf.c"))
                == LabFixture.changed(line: 20, to: "second")
    }

    @Test func aPlainFolderIsPatchedWhole() async throws {
        let outcome = try await apply()
        #expect(outcome.status == .exited(0), "\(outcome.errors)")
        #expect(outcome.output == "applied: 2 patches, 2 files changed\n")
        #expect(try isPatched())
        #expect(!FileManager.default.fileExists(atPath: fixture.tree.appending(".dmabuf-lab-apply").string))
    }

    @Test func whatTheSeriesDoesNotTouchKeepsItsTime() async throws {
        let before = try fixture.snapshot()
        _ = try await apply()
        let after = try fixture.snapshot()
        for name in ["Makefile", "Kconfig", "scripts/Makefile.build"] {
            #expect(after[name] == before[name])
        }
        #expect(Set(after.keys) == Set(before.keys))
    }

    @Test func theModeOfAPatchedFileStays() async throws {
        let path = fixture.tree.appending("mm/memory.c").string
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
        _ = try await apply()
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o640)
        #expect(try isPatched())
    }

    @Test func aCleanCheckoutGetsUncommittedChanges() async throws {
        try await commit()
        let outcome = try await apply()
        #expect(outcome.status == .exited(0), "\(outcome.errors)")
        #expect(try isPatched())
        let status = try await fixture.run(
            "/usr/bin/git", ["-C", fixture.tree.string, "status", "--porcelain", "--untracked-files=all"])
        #expect(status.output == " M drivers/dma-buf/dma-buf.c\n M mm/memory.c\n")
    }

    @Test func aSecondTimeSaysThatItIsThereAlready() async throws {
        try await commit()
        _ = try await apply()
        let before = try fixture.snapshot()
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("patch already applied: 0002-second.patch and all before it"))
        #expect(try fixture.snapshot() == before)
    }

    @Test(arguments: [true, false])
    func aHalfPatchedTreeIsSaidSoAndLeftAlone(_ isCheckout: Bool) async throws {
        if isCheckout { try await commit() }
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 10, to: "first"))
        let before = try fixture.snapshot()
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("has the first 1 of 2 patches"))
        #expect(try fixture.snapshot() == before)
    }

    @Test func aPatchThatDoesNotApplyLeavesTheTreeAsItWas() async throws {
        // The first patch would go in.
        try fixture.write("linux/drivers/dma-buf/dma-buf.c", LabFixture.changed(line: 20, to: "somebody else's"))
        let before = try fixture.snapshot()
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("0002-second.patch does not apply"))
        #expect(try fixture.snapshot() == before)
    }

    @Test func aDirtyCheckoutIsRefusedUnlessAllowed() async throws {
        try await commit()
        let edited = LabFixture.changed(line: 30, to: "an edit")
        try fixture.write("linux/mm/memory.c", edited)
        let before = try fixture.snapshot()
        let refused = try await apply()
        #expect(refused.status == .exited(10))
        #expect(refused.errors.contains("uncommitted changes: mm/memory.c"))
        #expect(try fixture.snapshot() == before)

        let allowed = try await apply(["--allow-dirty"])
        #expect(allowed.status == .exited(0), "\(allowed.errors)")
        #expect(
            try fixture.read(fixture.tree.appending("mm/memory.c"))
                == edited.replacing("line 10\n", with: "first\n"))
    }

    @Test func anotherVersionIsRefused() async throws {
        let before = try fixture.snapshot()
        let outcome = try await apply(["--kernel", "6.1"])
        #expect(outcome.status == .exited(10))
        #expect(outcome.errors.contains("Linux 6.12.5, not the 6.1"))
        #expect(try fixture.snapshot() == before)
    }

    @Test func aFullDiskLeavesTheTreeAsItWas() async throws {
        // A file system with the tree and no room for anything else.
        let script = """
            mount -t tmpfs -o size=64k none "$1" && cp -r "$3" "$1/linux" || exit 99
            dd if=/dev/zero of="$1/filler" bs=1k 2>/dev/null
            sum() { (cd "$1/linux" && find . -type f -exec sha256sum {} + | sort); }
            sum "$1" >"$5"
            "$2" apply --in-place --tree "$1/linux" --series "$4"; status=$?
            sum "$1" | diff "$5" - && ls -A "$1/linux" | grep -c dmabuf-lab
            exit $status
            """
        let small = fixture.folder.appending("small")
        try FileManager.default.createDirectory(atPath: small.string, withIntermediateDirectories: false)
        let outcome = try await fixture.run(
            "/usr/bin/unshare",
            [
                "-rm", "sh", "-c", script, "sh", small.string, LabFixture.lab.string, fixture.tree.string,
                fixture.series.string, fixture.folder.appending("sums").string,
            ])
        #expect(outcome.status == .exited(74), "\(outcome.errors)")
        #expect(outcome.errors.contains("disk full at \(small)"))
        #expect(outcome.output == "0\n")
    }

    @Test(arguments: [["--in-place"], ["--in-place", "--tree", "/", "--unpatched"]])
    func wrongUsageIs64(_ arguments: [String]) async throws {
        #expect(try await fixture.lab(["apply"] + arguments).status == .exited(64))
    }
}
