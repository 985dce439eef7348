// SPDX-License-Identifier: GPL-2.0-only

/// What some processes hold, added up by buffer and by exporter.
public struct HoldingsTotals: Sendable, Hashable {
    /// Larger ones first.
    public let buffers: [BufferTotals]

    /// Those with most memory first.
    public let exporters: [ExporterTotals]

    /// Copy-on-write mappings of a device's, of which it cannot be told which dma-buf is below: in no other sum.
    public let unattributed: MappedAmount

    /// Of all buffers: their sizes together in bytes, those left out that are unknown.
    public var size: UInt64 { exporters.reduce(0) { $0 + $1.size } }

    /// How many buffers are of unknown size.
    public var buffersOfUnknownSize: Int { buffers.count { $0.buffer.size == nil } }

    /// Of all buffers.
    public var amount: HeldAmount { exporters.reduce(into: HeldAmount()) { $0 += $1.amount } }

    /// Adds up.
    public init(_ processes: [ProcessHoldings]) {
        var byInode: [UInt64: BufferTotals] = [:]
        var unattributed = MappedAmount()
        for holdings in processes {
            for descriptor in holdings.descriptors {
                byInode[descriptor.buffer.inode, default: BufferTotals(descriptor.buffer)].add(
                    descriptor, of: holdings.process)
            }
            var previous: HeldMapping?
            for mapping in holdings.mappings {
                let isContinued = previous.map { mapping.continues($0) } ?? false
                previous = mapping
                if let buffer = mapping.buffer {
                    byInode[buffer.inode, default: BufferTotals(buffer)].add(
                        mapping, of: buffer, isContinued: isContinued, by: holdings.process)
                } else if mapping.route != nil {
                    unattributed.add(mapping, isContinued: isContinued)
                }
            }
        }
        var byExporter: [String?: ExporterTotals] = [:]
        for totals in byInode.values {
            let exporter = totals.buffer.exporter
            byExporter[exporter, default: ExporterTotals(exporter)].add(totals)
        }
        buffers = byInode.values.sorted(by: BufferTotals.isInOrder)
        exporters = byExporter.values.sorted(by: ExporterTotals.isInOrder)
        self.unattributed = unattributed
    }
}

extension BufferTotals {
    fileprivate mutating func add(_ descriptor: HeldDescriptor, of process: Int32) {
        buffer.learn(from: descriptor.buffer)
        references = references ?? descriptor.references
        amount.addDescriptor(of: process)
    }

    fileprivate mutating func add(
        _ mapping: HeldMapping, of buffer: HeldBuffer, isContinued: Bool, by process: Int32
    ) {
        self.buffer.learn(from: buffer)
        amount.add(mapping, isContinued: isContinued, of: process)
    }
}
