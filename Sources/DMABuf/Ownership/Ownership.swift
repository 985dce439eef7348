// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// The dma-buf that owns a range of memory.
public struct Ownership: Sendable, Hashable {
    /// The dma-buf's inode number.
    public let inode: UInt64

    /// Of the range's first byte in the buffer, in bytes.
    public let offset: UInt64

    /// The buffer's size in bytes.
    public let size: UInt64

    /// Who exports it.
    public let exporter: String

    /// What `DMA_BUF_SET_NAME` called it, or empty.
    public let name: String

    /// CRC-32 of the range, read through the dma-buf; nil if not asked for.
    public let digest: UInt32?

    init(_ query: dvt_query) {
        inode = query.inode
        offset = query.offset
        size = query.buffer_size
        exporter = FixedText.string(query.exporter)
        name = FixedText.string(query.name)
        digest = query.flags & UInt32(DVT_QUERY_DIGEST_DMA | DVT_QUERY_DIGEST_VMAP) == 0 ? nil : query.digest
    }
}
