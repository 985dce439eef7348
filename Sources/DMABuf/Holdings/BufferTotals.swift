// SPDX-License-Identifier: GPL-2.0-only

/// One dma-buf, and how much of it is held.
public struct BufferTotals: Sendable, Hashable {
    public internal(set) var buffer: HeldBuffer

    public internal(set) var amount = HeldAmount()

    /// See ``HeldDescriptor/references``.
    public internal(set) var references: UInt64?

    init(_ buffer: HeldBuffer) {
        self.buffer = buffer
    }

    /// Larger ones first, those of unknown size last; then in the order in which they were made.
    static func isInOrder(_ first: BufferTotals, _ second: BufferTotals) -> Bool {
        let (one, other) = (first.buffer.size ?? 0, second.buffer.size ?? 0)
        return one == other ? first.buffer.inode < second.buffer.inode : one > other
    }
}
