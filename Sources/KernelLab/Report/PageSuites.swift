// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// The table of suites as the page's template takes it.
struct PageSuites {
    struct Row {
        let suite: String
        let state: String
        /// The first place on the page that is about the suite.
        let link: String?
        let passed: Int
        let failed: Int
        let skipped: Int
        let other: Int
        let seconds: String
    }

    private static let mostRows = 200

    let rows: [Row]
    let total: Row
    let more: String?

    /// - Parameter links: for each suite of the report, a place on the page.
    init(_ report: KTAPReport, links: [String?]) {
        // Suites that never came have no names: one row is enough for all of them.
        let suites = zip(report.tests, links).filter { !$0.0.isNameless }
        let nameless = report.tests.filter(\.isNameless)
        var rows = suites.prefix(Self.mostRows).map { test, link in
            Row(
                BoundedText.cut(test.name.isEmpty ? "(no name)" : test.name), KTAPTotals([test]),
                milliseconds: ResultsTable.time(of: test), link: link)
        }
        if !nameless.isEmpty { rows.append(Row("(never came)", KTAPTotals(nameless), milliseconds: nil, link: nil)) }
        self.rows = rows
        let times = report.tests.compactMap { ResultsTable.time(of: $0) }
        total = Row("total", report.totals, milliseconds: times.isEmpty ? nil : times.reduce(0, +), link: nil)
        more =
            suites.count > Self.mostRows
            ? "and \(suites.count - Self.mostRows) more, which are in the total" : nil
    }
}

extension KTAPTest {
    /// Planned, and never heard of.
    fileprivate var isNameless: Bool { name.isEmpty && status == .missing && children.isEmpty }
}

extension PageSuites.Row {
    fileprivate init(_ name: String, _ totals: KTAPTotals, milliseconds: Double?, link: String?) {
        self.init(
            suite: name, state: totals.failures > 0 ? "bad" : totals.passed > 0 ? "good" : "skip", link: link,
            passed: totals.passed, failed: totals.failures, skipped: totals.skipped,
            other: totals.expectedFailures + totals.unexpectedPasses,
            seconds: milliseconds.map { ResultsTable.seconds(milliseconds: $0) + " s" } ?? "-")
    }
}
