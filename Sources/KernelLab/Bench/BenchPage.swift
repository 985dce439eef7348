// SPDX-License-Identifier: GPL-2.0-only

/// The figures as Markdown.
package struct BenchPage: Sendable {
    private let documents: [BenchDocument]

    package init(_ documents: [BenchDocument]) {
        self.documents = documents
    }

    package var text: String {
        var lines = [
            "<!-- SPDX-License-Identifier: GPL-2.0-only -->",
            "# What the series costs, in instructions",
            "",
            "Made by `dmabuf-lab bench --store` from the JSON beside it; not to be edited. Each figure is the median of",
            "the instructions that a guest with one processor ran, user's and kernel's, counted by QEMU",
            "(`-icount shift=0`): the same in every run and on every machine, for the same kernel build, QEMU and runner,",
            "whose own mappings are in the figures, too: compare only what one runner measured. The command measures",
            "everything in two boots and fails if they do not agree.",
            "",
            "Only those of fork(), of reading /proc/self/maps and of mapping virtio-gpu's buffers are not: they may differ",
            "by a hundredth, so a difference that small says nothing there. Nor does it in 6.1 for unmapping a page in the",
            "middle. What a user's own registry takes may differ by a level of its tree, a tenth. Of mmap() and munmap()",
            "the least counts: in newer kernels that is the median, in 6.1 every second one frees what others have put off.",
            "",
            "An instruction is no cycle: caches, TLBs and branch prediction are not in these figures, and QEMU counts each",
            "round of a string instruction, so that clearing a page is some thousand. A timer's interrupt is in the JSON's",
            "maxima only, and so is a page table that had to be made, but for first faults.",
        ]
        for document in documents { lines += Self.chapter(document) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func chapter(_ document: BenchDocument) -> [String] {
        var lines = [
            "", "## Linux \(document.kernel), profile \(document.profile)", "",
            "\(document.source); \(document.compiler); \(document.qemu); this project at \(document.commit).", "",
            "```sh", document.command, "```",
        ]
        for plot in BenchPlot.all(of: document) {
            lines += ["", "![\(plot.chart.title)](\(plot.fileName))"]
        }
        lines += goals(document)
        for (suite, title) in suites { lines += comparison(document, suite, title) }
        for table in document.tables { lines += lookups(table) }
        return lines + contention(document) + sizes(document) + absences(document)
    }

    /// What the series promises, and whether it keeps that: the row of each kind that is furthest off.
    private static func goals(_ document: BenchDocument) -> [String] {
        var rows: [String] = []
        var obstacles: [String] = []
        for goal in BenchGoal.all where goal.isFor(document.series) {
            for table in document.tables {
                guard let verdict = goal.verdict(table) else { continue }
                if !verdict.isMet, let obstacle = goal.obstacle.map({ "- \(goal.what): \($0)" }),
                    !obstacles.contains(obstacle)
                {
                    obstacles.append(obstacle)
                }
                rows.append(
                    "| \(goal.what) | \(table.mitigation.title) | \(goal.limit(table.mitigation)) "
                        + "| \(verdict.measured) | \(verdict.figure) | \(verdict.isMet ? "yes" : "**no**") |")
            }
        }
        if rows.isEmpty { return [] }
        return ["", "### What it was meant to be", "", "| | | | worst row | | met |", "|---|---|---|---|---|---|"]
            + rows + (obstacles.isEmpty ? [] : ["", whyNot, ""] + obstacles)
    }

    private static let whyNot = "Why not ([function by function](WHERE.md), where it is in the kernel):"

    private static let suites: KeyValuePairs = [
        "fault": "Faults: touching a page for the first time",
        "first-fault": "First faults: where there is no page table yet",
        "mapping": "mmap, munmap, unmapping a page in the middle, and fork with 64 such mappings",
    ]

    /// Unpatched and patched, all mitigations side by side.
    private static func comparison(_ document: BenchDocument, _ suite: String, _ title: String) -> [String] {
        let columns = document.tables.map { table in
            Dictionary(table.rows.map { ($0.name, $0) }) { first, _ in first }
        }
        let names = document.tables.first?.rows.map(\.name).filter { $0.hasPrefix(suite + "/") } ?? []
        if names.isEmpty { return [] }
        let heads = document.tables.map { " \($0.mitigation.title): unpatched | patched | difference | |" }
        var lines = ["", "### \(title)", "", "| |" + heads.joined()]
        lines.append("|---|" + String(repeating: "---:|", count: 4 * columns.count))
        for name in names {
            let cells = columns.flatMap { $0[name].map(Self.cells(of:)) ?? ["-", "-", "-", "-"] }
            lines.append("| \(name.dropFirst(suite.count + 1)) | \(cells.joined(separator: " | ")) |")
        }
        return lines
    }

    /// Unpatched, patched, difference and percent.
    static func cells(of row: BenchTable.Row) -> [String] {
        [
            row.unpatched.map(String.init) ?? "-", row.patched.map(String.init) ?? "-",
            row.difference.map { $0 > 0 ? "+\($0)" : "\($0)" } ?? "-", row.thousandths.map(percent) ?? "-",
        ]
    }

    private static func percent(_ thousandths: Int) -> String {
        let sign = thousandths < 0 ? "-" : thousandths > 0 ? "+" : ""
        return "\(sign)\(abs(thousandths) / 10).\(abs(thousandths) % 10) %"
    }

    private static func lookups(_ table: BenchTable) -> [String] {
        let columns = BenchLookup.tests.compactMap { BenchLookup($0, in: table.patched) }
        guard let fullest = columns.max(by: { $0.entries.count < $1.entries.count }) else { return [] }
        var lines = ["", "### Who owns an address, \(table.mitigation.title)", ""]
        lines += [
            "`first-page` to `unmapped` ask the series' helper, `native` about a buffer of vgem's mapped through its DRM",
            "node; the rest is what there is without the series. What the ioctl itself costs is taken off: for the",
            "helper, the test module's that asks nobody; for PROCMAP_QUERY, one that is refused once its question has been",
            "copied.", "",
            "| mappings | \(columns.map(\.mappings).joined(separator: " | ")) |",
            "|---|" + String(repeating: "---:|", count: columns.count),
        ]
        for name in fullest.entries.map(\.name) {
            let cells = columns.map { column in
                column.entries.first { $0.name == name }.map { "\($0.instructions)" } ?? "-"
            }
            lines.append("| \(name) | \(cells.joined(separator: " | ")) |")
        }
        return lines + comparisons(columns)
    }

    private static func comparisons(_ columns: [BenchLookup]) -> [String] {
        let names = columns.map { $0.comparisons.map(\.what) }.max { $0.count < $1.count } ?? []
        if names.isEmpty { return [] }
        var lines = [
            "",
            "Both asked the same, less what either ioctl takes to refuse a question that it has copied; so what either",
            "answer takes to get back is in these. A new fd is compared with the name: that is how each tells the buffer.",
            "",
        ]
        lines += [
            "| lookup / PROCMAP_QUERY | \(columns.map(\.mappings).joined(separator: " | ")) |",
            "|---|" + String(repeating: "---:|", count: columns.count),
        ]
        for name in names {
            let cells = columns.map { column in
                column.comparisons.first { $0.what == name }.map { "\($0.helper) / \($0.procmap)" } ?? "-"
            }
            lines.append("| \(name) | \(cells.joined(separator: " | ")) |")
        }
        return lines
    }

    private static func contention(_ document: BenchDocument) -> [String] {
        guard let rows = document.contention?.rows, !rows.isEmpty else { return [] }
        return [
            "", "### Beside a thread that maps and unmaps", "",
            "Not exact: the medians of what is left of each side's speed, on two processors that QEMU emulates in threads.",
            "A lookup of two VMAs takes mmap_lock, one of a single VMA the VMA's lock.", "",
            "| | unpatched: keeps | the other keeps | patched: keeps | the other keeps |", "|---|---:|---:|---:|---:|",
        ] + rows.map { "| \($0.joined(separator: " | ")) |" }
    }

    private static func sizes(_ document: BenchDocument) -> [String] {
        if document.sizes.isEmpty { return [] }
        return [
            "", "### Bytes of vmlinux", "",
            "Modules, and each object and structure: `dmabuf-lab check --sizes`.", "",
            "| | unpatched | patched | difference |", "|---|---:|---:|---:|",
        ]
            + document.sizes.map { size in
                let more = size.patched - size.unpatched
                return "| \(size.section) | \(size.unpatched) | \(size.patched) | \(more > 0 ? "+" : "")\(more) |"
            }
    }

    /// What the patched kernel could not measure. Nobody can be asked for an owner without the series.
    private static func absences(_ document: BenchDocument) -> [String] {
        guard let absences = document.tables.first?.patched.absences, !absences.isEmpty else { return [] }
        return ["", "### Not measured", ""] + absences.map { "- \($0.name): \($0.reason)" }
    }
}
