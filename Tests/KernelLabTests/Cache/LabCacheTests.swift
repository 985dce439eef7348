// SPDX-License-Identifier: GPL-2.0-only

import Synchronization
import SystemPackage
import Testing

@testable import KernelLab

struct LabCacheTests {
    private struct Broken: Error {}

    @Test func anEntryThatFailedHalfWayIsNeverSeen() async throws {
        let scratch = try Scratch()
        let cache = try LabCache(root: scratch.path)
        await #expect(throws: Broken.self) {
            _ = try await cache.entry(.images, "key", onWait: {}) { folder in
                try AtomicFile.write("half", to: folder.appending("file"))
                throw Broken()
            }
        }
        #expect(cache.find(.images, "key") == nil)
        #expect(FileTree.names(in: scratch.path.appending("tmp")).isEmpty)
        #expect(FileTree.names(in: scratch.path.appending("images")).isEmpty)
    }

    @Test func twoRunsThatWantTheSameEntryMakeItOnce() async throws {
        let scratch = try Scratch()
        let cache = try LabCache(root: scratch.path)
        let made = AtomicCounter()
        try await withThrowingTaskGroup(of: FilePath.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await cache.entry(.images, "key", onWait: {}) { folder in
                        _ = made.next()
                        try await Task.sleep(for: .milliseconds(30))
                        try AtomicFile.write("whole", to: folder.appending("file"))
                    }.path
                }
            }
            for try await path in group {
                #expect(try AtomicFile.read(path.appending("file")) == Array("whole".utf8))
            }
        }
        #expect(made.next() == 2)
    }

    @Test func whatARunThatIsGoneLeftBehindIsSweptUp() throws {
        let scratch = try Scratch()
        let cache = try LabCache(root: scratch.path)
        // No process has this number: it is above the kernel's limit.
        try scratch.write("tmp/99999999-boot-1/file", "")
        try scratch.write("tmp/1-boot-1/file", "")
        cache.sweep()
        #expect(FileTree.names(in: scratch.path.appending("tmp")) == ["1-boot-1"])
    }

    @Test func cleaningWhileAnotherRunHoldsALockIsRefused() throws {
        let scratch = try Scratch()
        let cache = try LabCache(root: scratch.path)
        let lock = try FileLock(trying: cache.lockPath("tree-x"), .exclusive)
        #expect(throws: LabFailure.self) { try cache.clean(keepingSources: false) }
        _ = consume lock
        #expect(throws: Never.self) { try cache.clean(keepingSources: false) }
    }

    @Test func aFullDiskNamesThePlaceAndTheSize() {
        let failure = FileFailure.describe(Errno.noSpace, doing: "writing", "/proc", needed: 1_500_000_000)
        #expect(failure.exitCode == .inputOutput)
        #expect(failure.message.hasPrefix("disk full at /proc"))
        #expect(failure.message.contains("1.5 GB needed"))
    }
}
