// SPDX-License-Identifier: GPL-2.0-only

extension BenchBudgets {
    /// A file of budgets that allows just what was measured.
    package static func text(of documents: [BenchDocument]) -> String {
        var lines = [
            "# SPDX-License-Identifier: GPL-2.0-only",
            "#",
            "# What `dmabuf-lab bench --check` allows, to the instruction: the figures that",
            "# RESULTS.md shows. Made by `dmabuf-lab bench --store` from the JSON beside it;",
            "# what a change costs is in the diff. One instruction more fails, fewer are told.",
            "# Counts are exact for one kernel build, so for the compiler that RESULTS.md names.",
            "#",
            "# KERNEL PROFILE off|retpoline AT-MOST FIGURE WHAT-IS-TAKEN-OFF",
            "#",
            "# What is taken off: \"unpatched\" for the same figure without the series, \"0\" for",
            "# nothing, or another figure of the same kernel.",
        ]
        for document in documents {
            for table in document.tables {
                let budgets = table.patched.figures.compactMap { budget(of: $0, in: table, of: document) }
                if budgets.isEmpty { continue }
                lines.append("")
                lines += budgets.map(\.line)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// nil for what is measured only to compare with, and for figures that are not the same in every boot.
    private static func budget(
        of figure: BenchFigure, in table: BenchTable, of document: BenchDocument
    ) -> BenchBudget? {
        guard BenchRepetition.isExact(figure.name, of: document.series) else { return nil }
        let subtrahend: BenchBudget.Subtrahend
        let less: Int?
        if figure.name.hasPrefix("lookup/") {
            guard let nobody = BenchLookup.moduleBaseline(of: figure.name) else { return nil }
            (subtrahend, less) = (.figure(nobody), table.patched.count(nobody))
        } else {
            (subtrahend, less) = (.unpatched, table.unpatched.count(figure.name))
        }
        return less.map {
            BenchBudget(
                kernel: document.series, profile: document.profile, mitigation: table.mitigation,
                limit: figure.count - $0, figure: figure.name, subtrahend: subtrahend)
        }
    }
}
