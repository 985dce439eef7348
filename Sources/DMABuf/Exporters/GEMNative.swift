// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// A GEM object, mapped through its DRM node. The handle is closed at the end of its owner's life.
public struct GEMNative: ~Copyable, Sendable, ClosableRoute {
    private let object: GEMObject

    public let size: Int

    public let mapOffset: UInt64

    public var descriptor: FileDescriptor { object.node.descriptor }

    /// GEM looks an object up by its first page.
    public var mapsAnyPart: Bool { false }

    init(object: consuming GEMObject, mapOffset: UInt64, size: Int) {
        self.object = object
        self.mapOffset = mapOffset
        self.size = size
    }

    init(node: consuming GEMNode, size: Int) throws(SystemCallError) {
        self = try GEMDumbBuffer(node: node, size: size).native()
    }

    /// Exports the object: the first time makes its dma-buf, which others return again while it lives.
    public borrowing func export(mode: BufferAccess = .readWrite) throws(SystemCallError) -> Buffer {
        try Buffer(owning: try object.node.export(object.handle, mode: mode))
    }

    /// Closes the handle, and the file it is on. Mappings and dma-bufs keep the object alive.
    public consuming func close() throws(SystemCallError) {
        try object.close()
    }
}
