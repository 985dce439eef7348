// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// A buffer of a video queue, mapped through its node. The queue is given up at the end of its owner's life.
public struct VideoNative: ~Copyable, Sendable, ClosableRoute {
    private let node: VideoNode

    private let index: UInt32

    public let size: Int

    public let mapOffset: UInt64

    public var descriptor: FileDescriptor { node.descriptor }

    /// The offset selects the buffer, and cannot say where in it.
    public var mapsAnyPart: Bool { false }

    init(node: consuming VideoNode, size: Int) throws(SystemCallError) {
        _ = try node.setSmallestFormat()
        let index = try node.createBuffer(size: size)
        let place = try node.place(of: index)
        self.node = node
        self.index = index
        self.size = place.length
        self.mapOffset = place.offset
    }

    /// Exports the buffer: a new dma-buf each time, of the same memory.
    public borrowing func export(mode: BufferAccess = .readWrite) throws(SystemCallError) -> Buffer {
        try Buffer(owning: try node.export(index, mode: mode))
    }

    /// Gives the queue's buffers back and closes the file. Mappings and dma-bufs keep the memory.
    public consuming func close() throws(SystemCallError) {
        try node.releaseBuffers()
    }
}
