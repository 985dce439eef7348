// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// What a display device shows on one of its planes: the answer to `VFIO_DEVICE_QUERY_GFX_PLANE`.
public struct VFIOPlane: Sendable, Hashable {
    /// By which the plane's dma-buf can be had.
    public let identifier: UInt32

    /// In pixels.
    public let width: Int

    /// In lines.
    public let height: Int

    /// From line to line, in bytes.
    public let stride: Int

    /// In bytes.
    public let size: Int

    init(_ plane: cdmabuf_vfio_plane) {
        identifier = plane.identifier
        width = Int(plane.width)
        height = Int(plane.height)
        stride = Int(plane.stride)
        size = Int(plane.size)
    }
}
