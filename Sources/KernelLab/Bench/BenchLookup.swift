// SPDX-License-Identifier: GPL-2.0-only

/// What it costs to find out who owns an address, beside so and so many mappings.
package struct BenchLookup: Sendable, Equatable {
    /// How it was found out.
    package struct Entry: Sendable, Equatable {
        package let name: String
        /// Instructions; without what the ioctl itself costs, where it is one.
        package let instructions: Int
    }

    /// A question to the series' helper beside what PROCMAP_QUERY says of the same address, in instructions: each less
    /// what its ioctl takes for a question that it refuses once it has copied it.
    package struct Comparison: Sendable, Equatable {
        package let what: String
        package let helper, procmap: Int
    }

    /// The mappings that the process had.
    package let mappings: String
    package let entries: [Entry]
    package let comparisons: [Comparison]

    /// The tests that measure it, by the mappings that they add.
    static let tests = ["fewest", "as-started", "1000", "30000"]
    /// What an ioctl costs that asks nothing: the test module's, and PROCMAP_QUERY.
    private static let (module, procmap) = ("nobody", "procmap-query-refused")
    private static let refused = "refused"
    private static let baselines = [module, refused, procmap]

    private static let compared: KeyValuePairs = [
        "first-page": "procmap-query", "anonymous": "procmap-query-anonymous", "unmapped": "procmap-query-unmapped",
        "first-page+fd": "procmap-query+name",
    ]

    /// nil where the test measured nothing.
    package init?(_ test: String, in reading: BenchReading) {
        let prefix = "lookup/\(test)/"
        let figures = reading.figures.filter { $0.name.hasPrefix(prefix) }
        guard !figures.isEmpty else { return nil }
        mappings = reading.facts[prefix + "mappings"] ?? "?"
        entries = figures.compactMap { figure in
            let name = String(figure.name.dropFirst(prefix.count))
            guard !Self.baselines.contains(name) else { return nil }
            let own = Self.ownCost(of: name).flatMap { reading.count(prefix + $0) } ?? 0
            return Entry(name: name, instructions: figure.count - own)
        }
        comparisons = Self.compared.compactMap { ours, theirs in
            guard let helper = reading.count(prefix + ours), let refused = reading.count(prefix + Self.refused),
                let query = reading.count(prefix + theirs), let queryRefused = reading.count(prefix + Self.procmap)
            else { return nil }
            return Comparison(what: ours, helper: helper - refused, procmap: query - queryRefused)
        }
    }

    /// What is taken off a figure that asks the series' helper: `lookup/1000/nobody` for `lookup/1000/first-page`. nil
    /// for others.
    static func moduleBaseline(of figure: String) -> String? {
        let parts = figure.split(separator: "/", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[0] == "lookup", !baselines.contains(parts[2]), ownCost(of: parts[2]) == module
        else { return nil }
        return "lookup/\(parts[1])/\(module)"
    }

    /// The figure that is taken off another; nil where that is no ioctl.
    private static func ownCost(of name: String) -> String? {
        if name.hasPrefix("maps-") || name == "registry" { return nil }
        return name.hasPrefix("procmap-") ? procmap : module
    }
}
