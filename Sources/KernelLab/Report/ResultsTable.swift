// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// The table of suites with totals that ends a run on a terminal.
///
///     suite          passed  failed  skipped  other     time
///     ownership         120       0        3      0    1.20 s
///     ------------------------------------------------------
///     total             120       0        3      0    1.20 s
package struct ResultsTable: Sendable {
    private struct Row {
        let name: String
        let totals: KTAPTotals
        let milliseconds: Double?

        /// Timeouts, errors and results that never came are failures to whoever counts.
        var failed: Int { totals.failures }
        /// Expected failures and unexpected passes: neither good nor bad.
        var other: Int { totals.expectedFailures + totals.unexpectedPasses }
    }

    private let rows: [Row]
    private let total: Row
    private let failed: [TestLeaf]
    /// Longest suite name shown.
    private static let widestName = 48
    /// Failed tests listed under the table.
    private static let mostFailed = 30

    package init(_ report: KTAPReport) {
        rows = report.tests.map { test in
            Row(name: test.name, totals: KTAPTotals([test]), milliseconds: Self.time(of: test))
        }
        let times = rows.compactMap(\.milliseconds)
        total = Row(name: "total", totals: report.totals, milliseconds: times.isEmpty ? nil : times.reduce(0, +))
        failed = TestLeaf.leaves(of: report).filter { $0.test.status.isFailure }
    }

    static func time(of test: KTAPTest) -> Double? {
        if let own = test.milliseconds { return own }
        let times = test.children.compactMap { time(of: $0) }
        return times.isEmpty ? nil : times.reduce(0, +)
    }

    /// The table and the failed tests with their reasons, each line ended by a newline.
    ///
    /// - Parameter colour: whether to use ANSI colours; the caller knows whether this is a terminal.
    package func render(colour: Bool) -> String {
        let width = max(5, rows.map { min(Self.shown($0.name).count, Self.widestName) }.max() ?? 5)
        let header = Self.line(["suite", "passed", "failed", "skipped", "other", "time"], width: width)
        var text = (colour ? "\u{1B}[1m\(header)\u{1B}[0m" : header) + "\n"
        for row in rows { text += render(row, width: width, colour: colour) }
        text += String(repeating: "-", count: header.count) + "\n"
        text += render(total, width: width, colour: colour)
        for leaf in failed.prefix(Self.mostFailed) {
            let reason = leaf.test.reason ?? leaf.test.diagnostics.last
            let mark = colour ? "\u{1B}[31m\(leaf.test.status.rawValue)\u{1B}[0m" : leaf.test.status.rawValue
            text += "  \(mark)  \(Self.shown(leaf.fullName))\(reason.map { ": \(Self.shown($0))" } ?? "")\n"
        }
        if failed.count > Self.mostFailed { text += "  … and \(failed.count - Self.mostFailed) more\n" }
        return text
    }

    private func render(_ row: Row, width: Int, colour: Bool) -> String {
        let cells = [
            Self.shown(row.name), "\(row.totals.passed)", "\(row.failed)", "\(row.totals.skipped)", "\(row.other)",
            row.milliseconds.map { Self.seconds(milliseconds: $0) + " s" } ?? "-",
        ]
        let line = Self.line(cells, width: width)
        guard colour else { return line + "\n" }
        let code = row.failed > 0 ? "31" : row.totals.passed > 0 ? "32" : "33"
        return "\u{1B}[\(code)m\(line)\u{1B}[0m\n"
    }

    private static func line(_ cells: [String], width: Int) -> String {
        let name = cells[0].count > width ? String(cells[0].prefix(width - 1)) + "…" : cells[0]
        var text = name + String(repeating: " ", count: width - name.count)
        for (cell, columns) in zip(cells.dropFirst(), [8, 8, 9, 7, 11]) {
            text += String(repeating: " ", count: max(1, columns - cell.count)) + cell
        }
        return text
    }

    /// With two decimals and a dot, whatever the locale.
    static func seconds(milliseconds: Double) -> String {
        guard milliseconds.isFinite, milliseconds >= 0, milliseconds < 1e13 else { return "0.00" }
        let hundredths = Int((milliseconds / 10).rounded())
        let fraction = hundredths % 100
        return "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
    }

    /// Names and reasons come out of a guest: nothing in them may steer the terminal.
    static func shown(_ text: String) -> String {
        String(
            text.unicodeScalars.map { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) ? "\u{FFFD}" : Character($0) }
        )
    }
}
