// SPDX-License-Identifier: GPL-2.0-only

/// One report of the kernel, cut out of its console.
package struct SplatReport: Sendable, Equatable {
    package let kind: SplatKind
    /// What happened and where, free of addresses, offsets, line numbers and process numbers, so that the same defect
    /// has the same title in every run: `KASAN: slab-use-after-free in dvt_close`.
    package let title: String
    /// Console lines, from 1, that the report spans.
    package let firstLine: Int
    package let lastLine: Int
    /// The report's own lines, without prefixes; another CPU's lines in between are left out.
    package let lines: [String]
    /// The kernel panicked as a consequence.
    package let endedInPanic: Bool
    /// Lines were left out because the report was too long.
    package let isTruncated: Bool

    package init(
        kind: SplatKind, title: String, firstLine: Int, lastLine: Int, lines: [String], endedInPanic: Bool = false,
        isTruncated: Bool = false
    ) {
        self.kind = kind
        self.title = title
        self.firstLine = firstLine
        self.lastLine = lastLine
        self.lines = lines
        self.endedInPanic = endedInPanic
        self.isTruncated = isTruncated
    }
}

/// A report that is known and does not fail a run.
package struct IgnoredSplat: Sendable, Equatable {
    package let report: SplatReport
    /// Why it does not count; shown in every report, so that nothing is ignored in silence.
    package let reason: String

    package init(report: SplatReport, reason: String) {
        self.report = report
        self.reason = reason
    }
}
