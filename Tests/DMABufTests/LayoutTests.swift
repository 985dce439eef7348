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
        #expect(MemoryLayout<dvt_stats>.offset(of: \.vma_locked) == TestModuleCommand.statistics.firstVersionSize)
        #expect(MemoryLayout<dvt_stats>.size == TestModuleCommand.statistics.size)
        #expect(MemoryLayout<dvt_query>.size == TestModuleCommand.query.size)
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
        #expect(cdmabuf_video_query_capability == 0x8068_5600)
        #expect(cdmabuf_video_set_format == 0xc0d0_5605)
        #expect(cdmabuf_video_request_buffers == 0xc014_5608)
        #expect(cdmabuf_video_query_buffer == 0xc058_5609)
        #expect(cdmabuf_video_export_buffer == 0xc040_5610)
        #expect(cdmabuf_video_create_buffers_command == 0xc100_565c)
        #expect(cdmabuf_vfio_set_iommu == 0x3b66)
        #expect(cdmabuf_vfio_group_set_container == 0x3b68)
        #expect(cdmabuf_vfio_group_get_device == 0x3b6a)
        #expect(cdmabuf_vfio_get_region_info == 0x3b6c)
        #expect(cdmabuf_vfio_query_plane == 0x3b72)
        #expect(cdmabuf_vfio_get_plane_buffer == 0x3b73)
        #expect(TestModuleCommand.all.map(\.rawValue) == (0xdb00...0xdb07).map { UInt($0) })
    }

    /// What C checks against the kernel's own structures, Swift has to see the same way.
    @Test func swiftSeesVideoAndVFIOStructuresAsCDoes() {
        #expect(MemoryLayout<cdmabuf_video_format>.size == 208)
        #expect(MemoryLayout<cdmabuf_video_format>.offset(of: \.sizeimage) == 28)
        #expect(MemoryLayout<cdmabuf_video_create_buffers>.size == 256)
        #expect(MemoryLayout<cdmabuf_video_create_buffers>.offset(of: \.format) == 16)
        #expect(MemoryLayout<cdmabuf_video_buffer>.size == 88)
        #expect(MemoryLayout<cdmabuf_video_buffer>.offset(of: \.place) == 64)
        #expect(MemoryLayout<cdmabuf_video_buffer>.offset(of: \.length) == 72)
        #expect(MemoryLayout<v4l2_capability>.size == 104)
        #expect(MemoryLayout<v4l2_exportbuffer>.size == 64)
        #expect(MemoryLayout<vfio_region_info>.size == 32)
        #expect(MemoryLayout<cdmabuf_vfio_plane>.size == 64)
        #expect(MemoryLayout<cdmabuf_vfio_plane>.offset(of: \.identifier) == 56)
    }

    @Test func populationsAreTheHeadersNumbers() {
        #expect(TestBufferDescription.Population.faultPFN.rawValue == DVT_POPULATE_FAULT_PFN.rawValue)
        #expect(TestBufferDescription.Population.faultPage.rawValue == DVT_POPULATE_FAULT_PAGE.rawValue)
        #expect(TestBufferDescription.Population.remap.rawValue == DVT_POPULATE_REMAP.rawValue)
        #expect(TestBufferDescription.Population.insert.rawValue == DVT_POPULATE_INSERT.rawValue)
    }
}
