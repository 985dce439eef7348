// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A buffer as its exporter made it.
struct MadeBuffer: ~Copyable {
    private let buffer: Buffer

    /// The exporter's own way to map it, where there is one.
    let native: (any HeldRoute)?

    /// How its content gets there, where the dma-buf itself cannot be mapped to be written to.
    let fill: ((PagePattern) throws -> Void)?

    init(
        _ buffer: consuming Buffer, native: (any HeldRoute)? = nil, fill: ((PagePattern) throws -> Void)? = nil
    ) {
        self.buffer = buffer
        self.native = native
        self.fill = fill
    }

    /// The dma-buf alone.
    consuming func takeBuffer() -> Buffer { buffer }
}
