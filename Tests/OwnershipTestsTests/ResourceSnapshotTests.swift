// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct ResourceSnapshotTests {
    @Test func whatIsThereMoreOfIsALeak() {
        let before = ResourceSnapshot([.openFiles: 4, .dmaBufs: 0])
        let after = ResourceSnapshot([.openFiles: 5, .dmaBufs: 0])
        #expect(after.differences(from: before) == ["leak: open files of this process: 4 before, 5 after"])
    }

    @Test func whatIsThereLessOfIsReportedToo() {
        let before = ResourceSnapshot([.moduleReferences: 1])
        #expect(ResourceSnapshot([.moduleReferences: 0]).differences(from: before).count == 1)
    }

    @Test func aCounterThatCameOrWentIsNoLeak() {
        let before = ResourceSnapshot([.openFiles: 4])
        #expect(ResourceSnapshot([.openFiles: 4, .moduleBuffers: 3]).differences(from: before).isEmpty)
    }

    @Test func theProbeSeesFilesOfThisProcess() {
        #expect(ResourceProbe.snapshot().differences(from: ResourceSnapshot([.openFiles: -1])).count == 1)
    }
}
