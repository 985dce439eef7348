// SPDX-License-Identifier: GPL-2.0-only

/// What one or several processes hold of dma-bufs: what `query` prints.
public struct HoldingsReport: Sendable, Hashable {
    /// What was asked for.
    public enum Scope: Sendable, Hashable {
        /// One process.
        case process
        /// Every process that may be looked at.
        case all
    }

    public let scope: Scope

    /// The one buffer that was asked for, by its inode; nil for all.
    public let buffer: UInt64?

    /// One process, or of all those that hold anything, the ones with most memory first.
    public let processes: [ProcessHoldings]

    /// How many processes may not be looked at.
    public let refused: Int

    /// Of what `/proc` alone could be asked, and why; nil if nothing is missing.
    public let limitation: QueryFailure?

    public let totals: HoldingsTotals

    /// Adds up what was read.
    public init(
        _ processes: [ProcessHoldings], scope: Scope, buffer: UInt64? = nil, refused: Int = 0,
        limitation: QueryFailure? = nil
    ) {
        let kept = buffer.map { inode in processes.map { $0.restricted(toBuffer: inode) } } ?? processes
        self.scope = scope
        self.buffer = buffer
        self.refused = refused
        self.limitation = limitation ?? processes.lazy.compactMap(\.limitation).first
        switch scope {
        case .process:
            self.processes = kept
        case .all:
            let sized = kept.filter { !$0.isEmpty }.map { (holdings: $0, size: HoldingsTotals([$0]).size) }
            self.processes = sized.sorted {
                $0.size == $1.size ? $0.holdings.process < $1.holdings.process : $0.size > $1.size
            }.map(\.holdings)
        }
        totals = HoldingsTotals(self.processes)
    }

    /// Whether nobody holds what was asked for.
    public var isEmpty: Bool { processes.allSatisfy(\.isEmpty) }
}
