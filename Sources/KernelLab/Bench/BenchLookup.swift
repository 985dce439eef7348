// SPDX-License-Identifier: GPL-2.0-only

/// What it costs to find out who owns an address, beside so and so many mappings.
package struct BenchLookup: Sendable, Equatable {
    /// How it was found out.
    package struct Entry: Sendable, Equatable {
        package let name: String
        /// Instructions; without what the ioctl itself costs, where it is one.
        package let instructions: Int
    }

    /// The mappings that the process had.
    package let mappings: String
    package let entries: [Entry]

    /// The tests that measure it, by the mappings that they add.
    static let tests = ["as-started", "1000", "30000"]
    /// What an ioctl costs that asks nothing: the test module's, and PROCMAP_QUERY.
    private static let (module, procmap) = ("nobody", "procmap-query-refused")

    /// nil where the test measured nothing.
    package init?(_ test: String, in reading: BenchReading) {
        let prefix = "lookup/\(test)/"
        let figures = reading.figures.filter { $0.name.hasPrefix(prefix) }
        guard !figures.isEmpty else { return nil }
        mappings = reading.facts[prefix + "mappings"] ?? "?"
        entries = figures.compactMap { figure in
            let name = String(figure.name.dropFirst(prefix.count))
            guard name != Self.module, name != Self.procmap else { return nil }
            let own = Self.ownCost(of: name).flatMap { reading.median(prefix + $0) } ?? 0
            return Entry(name: name, instructions: figure.median - own)
        }
    }

    /// The figure that is taken off another; nil where that is no ioctl.
    private static func ownCost(of name: String) -> String? {
        if name.hasPrefix("maps-") || name == "registry" { return nil }
        return name.hasPrefix("procmap-") ? procmap : module
    }
}
