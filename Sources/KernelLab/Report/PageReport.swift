// SPDX-License-Identifier: GPL-2.0-only

/// A report of the kernel as the page's template takes it.
struct PageReport {
    let anchor: String
    let reportSign: String
    let reportTitle: String
    let `where`: String
    let lines: String

    /// - Parameters:
    ///   - excerpt: its lines, decoded where that could be done; without a heading of their own.
    ///   - ignoredBecause: why it does not count.
    init(
        _ splat: SplatReport, anchor: String, excerpt: ConsoleExcerpt, console: TestConsole?,
        ignoredBecause reason: String?
    ) {
        self.anchor = anchor
        reportSign = reason == nil ? "✗" : "–"
        reportTitle = BoundedText.cut(splat.title)
        var parts = ["lines \(splat.firstLine) to \(splat.lastLine) of console.log"]
        if let test = console?.test(atLine: splat.firstLine) { parts.append("while \(BoundedText.cut(test)) ran") }
        if let reason { parts.append("does not count: \(reason)") }
        self.where = parts.joined(separator: ", ")
        lines = BoundedText(excerpt.lines.dropFirst().map { String($0.dropFirst(4)) }, limit: 80).lines
            .joined(separator: "\n")
    }
}
