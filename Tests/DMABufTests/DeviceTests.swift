// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage
import Testing

@testable import DMABuf

/// What only runs where the kernel has the devices. The whole of it runs in the guest.
@Suite("Devices of this machine")
struct DeviceTests {
    private static func canUse(_ path: String) -> Bool { access(path, R_OK | W_OK) == 0 }

    @Test(.enabled(if: canUse(UdmabufExporter.path), "no /dev/udmabuf that can be opened"))
    func udmabufShowsItsMemory() throws {
        let memory = try SealedMemory(size: 4 * Page.size)
        let buffer = try UdmabufExporter().create(of: memory, offset: Page.size, size: 2 * Page.size)
        #expect(buffer.size == 2 * Page.size)
        let pattern = PagePattern(buffer: 1)
        let raw = try Mapping(of: memory.descriptor, length: memory.size)
        let mapped = try buffer.map()
        raw.fill(with: pattern)
        #expect(mapped.mismatch(with: pattern, bufferOffset: UInt64(Page.size)) == nil)
    }

    @Test(.enabled(if: canUse(HeapExporter.path(of: "system")), "no /dev/dma_heap/system that can be opened"))
    func heapBuffersAreAllDifferent() throws {
        let heap = try HeapExporter()
        let first = try heap.create(size: Page.size)
        let second = try heap.create(size: Page.size)
        #expect(first.inode != second.inode)
        try first.setName("first")
    }

    @Test(.enabled(if: !canUse(TestModuleDevice.path), "the test module is loaded"))
    func withoutTheModuleTheReasonIsSaid() {
        let error = #expect(throws: QueryFailure.self) { _ = try QueryFailure.openDevice() }
        #expect(error == .moduleMissing || error == .kernelWithoutSeries)
    }
}
