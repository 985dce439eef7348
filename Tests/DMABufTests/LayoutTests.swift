// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Testing

@testable import DMABuf

@Suite("Layout of the test module's interface")
struct LayoutTests {
    @Test func swiftSeesTheStructuresAsCDoes() {
        #expect(MemoryLayout<dvt_info>.size == TestModuleCommand.info.firstVersionSize)
        #expect(MemoryLayout<dvt_create>.size == TestModuleCommand.create.firstVersionSize)
        #expect(MemoryLayout<dvt_import>.size == TestModuleCommand.importBuffer.firstVersionSize)
        #expect(MemoryLayout<dvt_release>.size == TestModuleCommand.release.firstVersionSize)
        #expect(MemoryLayout<dvt_query>.size == TestModuleCommand.query.firstVersionSize)
        #expect(MemoryLayout<dvt_relocate>.size == TestModuleCommand.relocate.firstVersionSize)
        #expect(MemoryLayout<dvt_revoke>.size == TestModuleCommand.revoke.firstVersionSize)
        #expect(MemoryLayout<dvt_stats>.size == TestModuleCommand.statistics.firstVersionSize)
        #expect(MemoryLayout<dvt_query>.offset(of: \.exporter) == 80)
        #expect(MemoryLayout<dvt_query>.offset(of: \.name) == 112)
        #expect(MemoryLayout<dvt_create>.offset(of: \.native_offset) == 48)
    }

    /// As the kernel's headers define them on a little-endian machine with asm-generic's ioctl numbers.
    @Test func commandNumbersAreTheKernels() {
        #expect(cdmabuf_set_name == 0x4008_6201)
        #expect(cdmabuf_sync == 0x4008_6200)
        #expect(cdmabuf_heap_alloc == 0xc018_4800)
        #expect(cdmabuf_udmabuf_create == 0x4018_7542)
        #expect(cdmabuf_drm_version_command == 0xc040_6400)
        #expect(cdmabuf_drm_gem_close_command == 0x4008_6409)
        #expect(cdmabuf_drm_prime_handle_to_fd == 0xc00c_642d)
        #expect(cdmabuf_drm_prime_fd_to_handle == 0xc00c_642e)
        #expect(cdmabuf_drm_create_dumb_command == 0xc020_64b2)
        #expect(cdmabuf_drm_map_dumb_command == 0xc010_64b3)
        #expect(TestModuleCommand.all.map(\.rawValue) == (0xdb00...0xdb07).map { UInt($0) })
    }

    @Test func populationsAreTheHeadersNumbers() {
        #expect(TestBufferDescription.Population.faultPFN.rawValue == DVT_POPULATE_FAULT_PFN.rawValue)
        #expect(TestBufferDescription.Population.faultPage.rawValue == DVT_POPULATE_FAULT_PAGE.rawValue)
        #expect(TestBufferDescription.Population.remap.rawValue == DVT_POPULATE_REMAP.rawValue)
        #expect(TestBufferDescription.Population.insert.rawValue == DVT_POPULATE_INSERT.rawValue)
    }
}
