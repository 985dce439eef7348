// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// A new GEM object that nobody has asked yet where to map it on the node: drivers may have no fake offset for it.
public struct GEMDumbBuffer: ~Copyable, Sendable {
    private let object: GEMObject

    /// In bytes.
    public let size: Int

    init(node: consuming GEMNode, size: Int) throws(SystemCallError) {
        let handle = try node.createDumb(size: size)
        object = GEMObject(handle: handle, node: node)
        self.size = size
    }

    /// Exports the object as a dma-buf.
    public borrowing func export(mode: BufferAccess = .readWrite) throws(SystemCallError) -> Buffer {
        try Buffer(owning: try object.node.export(object.handle, mode: mode))
    }

    /// Asks where to map it.
    public consuming func native() throws(SystemCallError) -> GEMNative {
        let offset = try object.node.mapOffset(of: object.handle)
        return GEMNative(object: object, mapOffset: offset, size: size)
    }
}
