// SPDX-License-Identifier: GPL-2.0-only

/// The figures of one kernel with and without the series.
package struct BenchTable: Codable, Sendable, Equatable {
    package let mitigation: BenchMitigation
    package let unpatched, patched: BenchReading

    package init(mitigation: BenchMitigation, unpatched: BenchReading, patched: BenchReading) {
        self.mitigation = mitigation
        self.unpatched = unpatched
        self.patched = patched
    }

    /// A count without and with the series; nil where there is none.
    package struct Row: Sendable, Equatable {
        package let name: String
        package let unpatched, patched: Int?

        package var difference: Int? {
            guard let unpatched, let patched else { return nil }
            return patched - unpatched
        }

        /// The difference in thousandths of what it was, rounded; nil of nothing.
        package var thousandths: Int? {
            guard let unpatched, unpatched > 0, let difference else { return nil }
            return Int((Double(difference) * 1000 / Double(unpatched)).rounded())
        }
    }

    /// In the order in which they were measured.
    package var rows: [Row] {
        let before = Dictionary(unpatched.figures.map { ($0.name, $0.count) }) { first, _ in first }
        let after = Dictionary(patched.figures.map { ($0.name, $0.count) }) { first, _ in first }
        return patched.figures.map { Row(name: $0.name, unpatched: before[$0.name], patched: $0.count) }
            + unpatched.figures.filter { after[$0.name] == nil }
            .map { Row(name: $0.name, unpatched: $0.count, patched: nil) }
    }
}
