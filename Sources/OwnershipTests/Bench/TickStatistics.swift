// SPDX-License-Identifier: GPL-2.0-only

/// What is told of many samples of one thing.
///
/// The median is the figure: a timer's interrupt, or a page table that had to be made, is in the maximum only.
public struct TickStatistics: Sendable, Equatable {
    public let minimum, median, ninthDecile, maximum: UInt64
    public let count: Int

    /// - Returns: nil without samples.
    public init?(_ samples: [UInt64]) {
        let sorted = samples.sorted()
        guard let first = sorted.first, let last = sorted.last else { return nil }
        minimum = first
        median = sorted[(sorted.count - 1) / 2]
        ninthDecile = sorted[(sorted.count - 1) * 9 / 10]
        maximum = last
        count = sorted.count
    }

    /// As a test's note, for the host to read.
    public var text: String {
        "median=\(median) minimum=\(minimum) p90=\(ninthDecile) maximum=\(maximum) samples=\(count)"
    }
}
