// SPDX-License-Identifier: GPL-2.0-only

/// By which way the memory of a buffer gets into an address space.
enum Route: String, Sendable, CaseIterable {
    /// mmap() of the dma-buf's own file descriptor.
    case descriptor = "fd"
    /// mmap() of the test module's device, which imported the buffer and forwards.
    case importer = "import-module"
    /// mmap() of a DRM node, whose GEM object was imported and is forwarded by the shmem helper.
    case gemImporter = "import-vgem"
    /// mmap() of the exporter's own device.
    case native = "native"

    /// Whether a mapping may begin inside of the buffer: DRM nodes want the very start of an object.
    var takesPageOffsets: Bool { self != .gemImporter }

    var needs: [Requirement] {
        switch self {
        case .descriptor, .native: []
        case .importer: [.testModule]
        case .gemImporter: [.vgem]
        }
    }
}
