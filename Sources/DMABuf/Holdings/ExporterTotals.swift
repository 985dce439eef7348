// SPDX-License-Identifier: GPL-2.0-only

/// The buffers of one exporter, and how much of them is held.
public struct ExporterTotals: Sendable, Hashable {
    /// Nil for those whose exporter is unknown.
    public let exporter: String?

    /// How many there are.
    public private(set) var buffers = 0

    /// Their sizes together in bytes, those left out that are unknown: each buffer counts once.
    public private(set) var size: UInt64 = 0

    public private(set) var amount = HeldAmount()

    init(_ exporter: String?) {
        self.exporter = exporter
    }

    mutating func add(_ totals: BufferTotals) {
        buffers += 1
        size += totals.buffer.size ?? 0
        amount += totals.amount
    }

    /// Those with most memory first; then by name, the unknown last.
    static func isInOrder(_ first: ExporterTotals, _ second: ExporterTotals) -> Bool {
        if first.size != second.size { return first.size > second.size }
        guard let one = first.exporter else { return false }
        return second.exporter.map { one < $0 } ?? true
    }
}
