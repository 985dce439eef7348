// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Testing

@testable import DMABuf

@Suite("Forked process")
struct ForkedProcessTests {
    @Test func childHasTheMappingsAndIsGoneWithItsOwner() throws {
        let memory = try Mapping(anonymous: Page.size)
        let identifier: Int32
        do {
            let child = try ForkedProcess()
            identifier = child.identifier
            let regions = try ProcessMaps.read(of: identifier)
            #expect(regions.contains { $0.range.contains(memory.address) })
        }
        #expect(kill(identifier, 0) == -1)
    }

    @Test func endedChildIsReapedOnce() throws {
        let child = try ForkedProcess()
        let identifier = child.identifier
        try child.end()
        #expect(kill(identifier, 0) == -1)
    }
}
