// SPDX-License-Identifier: GPL-2.0-only

/// Through which file a buffer was mapped, as far as the kernel remembers it.
public enum MappingRoute: String, Sendable, Hashable, CaseIterable {
    /// Through the dma-buf's own file: by mmap() of its descriptor, or by a device that imported it and forwards.
    ///
    /// The two cannot be told apart: `dma_buf_mmap()` puts the dma-buf's file in the device's place.
    case file = "fd/import"
    /// Through the exporter's own device.
    case native
}
