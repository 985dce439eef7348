// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// The checked-in file of how many instructions things may take.
///
/// A line each of six words: kernel, profile, mitigations, at most, figure, and what is taken off it first (`unpatched`
/// for the same figure without the series, `0` for nothing, or another figure of the same kernel). `#` begins a comment.
package struct BenchBudgets: Sendable, Equatable {
    package let budgets: [BenchBudget]

    package init(reading path: FilePath) throws(LabFailure) {
        let bytes: [UInt8]
        do {
            bytes = try AtomicFile.read(path)
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
        try self.init(String(decoding: bytes, as: UTF8.self), name: path.string)
    }

    package init(_ text: String, name: String) throws(LabFailure) {
        var budgets: [BenchBudget] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let words = line.prefix { $0 != "#" }.split(separator: " ")
            if words.isEmpty { continue }
            guard words.count == 6, let mitigation = BenchMitigation(rawValue: String(words[2])),
                let limit = Int(words[3])
            else {
                throw LabFailure(
                    .usage, "\(name):\(index + 1): no budget: \(line)",
                    advice: "a budget is KERNEL PROFILE off|retpoline AT-MOST FIGURE unpatched|0|FIGURE")
            }
            let subtrahend: BenchBudget.Subtrahend =
                switch words[5] {
                case "0": .nothing
                case "unpatched": .unpatched
                default: .figure(String(words[5]))
                }
            budgets.append(
                BenchBudget(
                    kernel: String(words[0]), profile: String(words[1]), mitigation: mitigation, limit: limit,
                    figure: String(words[4]), subtrahend: subtrahend))
        }
        self.budgets = budgets
    }

    /// What a kernel's figures make of its budgets.
    package struct Report: Sendable, Equatable {
        /// Budgets that were looked at.
        package var count = 0
        /// Those that are exceeded or cannot be told, one line each.
        package var failures: [String] = []
        /// Those that could be smaller, one line each.
        package var spares: [String] = []
    }

    package func check(_ document: BenchDocument) -> Report {
        var report = Report()
        for table in document.tables {
            for budget in budgets
            where budget.kernel == document.series && budget.profile == document.profile
                && budget.mitigation == table.mitigation
            {
                report.count += 1
                let budgetLine = "\(budget.kernel), \(budget.profile), \(table.mitigation.title): \(budget.text)"
                switch budget.outcome(in: table) {
                case .kept: break
                case .spare(let count): report.spares.append("\(budgetLine): \(count) to spare")
                case .exceeded(let count): report.failures.append("\(budgetLine): \(count) too many")
                case .unknown(let figure): report.failures.append("\(budgetLine): \(figure) was not measured")
                }
            }
        }
        return report
    }
}
