// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Subprocess
import SystemPackage
import Testing

struct LabApplyTests {
    private let fixture: LabFixture

    init() throws {
        fixture = try LabFixture()
    }

    private func apply(_ more: [String] = []) async throws -> LabFixture.Outcome {
        try await fixture.lab(["apply", "--tree", fixture.tree.string, "--series", fixture.series.string] + more)
    }

    @Test func thePatchedCopyIsPrintedAndTheTreeStaysAsItWas() async throws {
        let before = try fixture.snapshot()
        let outcome = try await apply()
        #expect(outcome.status == .exited(0), "\(outcome.errors)")
        let copy = FilePath(outcome.output.trimmingCharacters(in: .newlines))
        #expect(try fixture.read(copy.appending("mm/memory.c")) == LabFixture.changed(line: 10, to: "first"))
        #expect(try fixture.snapshot() == before)
    }

    @Test func aPatchThatDoesNotApplyIsNamedWithFileAndHunk() async throws {
        try fixture.write("linux/drivers/dma-buf/dma-buf.c", LabFixture.changed(line: 20, to: "somebody else's"))
        let before = try fixture.snapshot()
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("0002-second.patch does not apply"))
        #expect(outcome.errors.contains("drivers/dma-buf/dma-buf.c, hunk 1 at line 17"))
        #expect(try fixture.snapshot() == before)
    }

    @Test func contextIsNotBent() async throws {
        // GNU patch would take this with fuzz 1.
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 7, to: "another context"))
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
    }

    @Test func aSeriesThatIsInTheTreeAlreadyIsSaidSo() async throws {
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 10, to: "first"))
        try fixture.write("linux/drivers/dma-buf/dma-buf.c", LabFixture.changed(line: 20, to: "second"))
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("patch already applied: 0002-second.patch and all before it"))
    }

    @Test func aTreeWithHalfTheSeriesIsSaidSo() async throws {
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 10, to: "first"))
        let outcome = try await apply()
        #expect(outcome.status == .exited(11))
        #expect(outcome.errors.contains("has the first 1 of 2 patches"))
        #expect(outcome.errors.contains("0001-first.patch"))
    }

    @Test func aDirtyTreeIsRefusedByName() async throws {
        try await fixture.git(["init", "-q"])
        try await fixture.git(["add", "."])
        try await fixture.git(["commit", "-q", "-m", "base"])
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 30, to: "an edit"))
        let before = try fixture.snapshot()
        let outcome = try await apply()
        #expect(outcome.status == .exited(10))
        #expect(outcome.errors.contains("uncommitted changes: mm/memory.c"))
        // Not even git's index may be refreshed.
        #expect(try fixture.snapshot() == before)

        let allowed = try await apply(["--allow-dirty"])
        #expect(allowed.status == .exited(0), "\(allowed.errors)")
    }

    @Test func aFolderThatIsNoKernelTreeIsRefused() async throws {
        try FileManager.default.removeItem(atPath: fixture.tree.appending("mm").string)
        let outcome = try await apply()
        #expect(outcome.status == .exited(10))
        #expect(outcome.errors.contains("is not a kernel tree: it has no mm/memory.c"))
    }

    @Test func anotherVersionThanAskedForIsRefused() async throws {
        let outcome = try await apply(["--kernel", "6.1"])
        #expect(outcome.status == .exited(10))
        #expect(outcome.errors.contains("Linux 6.12.5, not the 6.1"))
    }

    @Test func anEditReachesTheCopyWithTheNextRun() async throws {
        _ = try await apply()
        try fixture.write("linux/mm/memory.c", LabFixture.changed(line: 30, to: "an edit"))
        let outcome = try await apply()
        let copy = FilePath(outcome.output.trimmingCharacters(in: .newlines))
        #expect(try fixture.read(copy.appending("mm/memory.c")).contains("an edit"))
        #expect(try fixture.read(copy.appending("mm/memory.c")).contains("first"))
    }

    @Test func nothingIsColouredOrOverwrittenOffTheTerminal() async throws {
        let outcome = try await apply()
        #expect(!outcome.output.contains("\u{1B}") && !outcome.errors.contains("\u{1B}"))
        #expect(!outcome.errors.contains("\r"))
    }

    @Test func interruptedWhileWaitingForAnotherRun() async throws {
        let first = try await apply()
        #expect(first.status == .exited(0))
        let locks = fixture.folder.appending("cache/dmabuf-vma/locks")
        let name = try #require(
            try FileManager.default.contentsOfDirectory(atPath: locks.string).first { $0.hasPrefix("tree-") })
        // A shell that holds the lock runs the tool, waits until it says that it waits, and interrupts it.
        let script = """
            exec 9>"$1"; flock 9
            "$2" apply --tree "$3" --series "$4" 9>&- 2>"$5" & tool=$!
            until grep -q 'waiting for another run' "$5"; do sleep 0.05; done
            kill -INT $tool; wait $tool
            """
        let outcome = try await fixture.run(
            "/bin/bash",
            [
                "-c", script, "bash", locks.appending(name).string, LabFixture.lab.string, fixture.tree.string,
                fixture.series.string, fixture.folder.appending("errors").string,
            ])
        #expect(outcome.status == .exited(130))
    }

    @Test func aFullDiskIsNamed() async throws {
        // A file system of 64 KiB, in a mount namespace of its own.
        let script = #"mount -t tmpfs -o size=64k none "$1" && exec "$2" apply --tree "$3" --series "$4""#
        let small = fixture.folder.appending("small")
        try FileManager.default.createDirectory(atPath: small.string, withIntermediateDirectories: false)
        let outcome = try await fixture.run(
            "/usr/bin/unshare",
            [
                "-rm", "sh", "-c", script, "sh", small.string, LabFixture.lab.string, fixture.tree.string,
                fixture.series.string,
            ],
            environment: ["XDG_CACHE_HOME": small.string])
        #expect(outcome.status == .exited(74))
        #expect(outcome.errors.contains("disk full at \(small)"))
    }
}
