// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// The screen of an `mbochs` display in the device's own video memory: the native route to the pages of its dma-buf.
///
/// Nothing here says which dma-buf, as the memory may be shown by several, or none.
public struct DisplayMemory: ~Copyable, Sendable, BufferRoute {
    private let device: OwnedFileDescriptor

    public let size: Int

    public let mapOffset: UInt64

    public var descriptor: FileDescriptor { device.descriptor }

    /// Only from the video memory's start (`mbochs_mmap()`).
    public var mapsAnyPart: Bool { false }

    init(device: consuming OwnedFileDescriptor, region: VFIORegion, size: Int) {
        self.device = device
        self.mapOffset = region.offset
        self.size = size
    }
}
