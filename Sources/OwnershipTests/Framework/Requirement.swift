// SPDX-License-Identifier: GPL-2.0-only

/// What a test cannot do without. Looked for when the test's turn comes: one of the suites loads and unloads modules.
public enum Requirement: Sendable, Hashable, CaseIterable {
    /// Modules and devices are root's.
    case root
    /// dmabuf_vma_test.ko is loaded, or can be.
    case testModule
    /// This kernel answers: it has the series.
    case getDMABuf
    /// /dev/udmabuf.
    case udmabuf
    /// /dev/dma_heap/system.
    case systemHeap
    /// A vgem DRM node; its module is loaded for it.
    case vgem
    /// Protection keys of the CPU and the kernel.
    case protectionKeys
    /// At least one free huge page.
    case hugePage
    /// The kernel's list of all dma-bufs, in debugfs.
    case bufferList
}
