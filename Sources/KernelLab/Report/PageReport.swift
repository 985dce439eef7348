// SPDX-License-Identifier: GPL-2.0-only

/// A report of the kernel as the page's template takes it.
struct PageReport {
    private static let mostOthers = 12

    let anchor: String
    let reportSign: String
    let reportTitle: String
    let `where`: String
    let lines: String
    /// The file that has it whole.
    let file: String?
    /// Others of the same title.
    let alike: String?

    /// - Parameters:
    ///   - file: that has it whole, beside the page.
    ///   - others: reports of the same title, which would say the same again.
    ///   - excerpt: its lines, decoded where that could be done; without a heading of their own.
    ///   - ignoredBecause: why it does not count.
    init(
        _ splat: SplatReport, anchor: String, file: String?, others: [SplatReport], excerpt: ConsoleExcerpt,
        console: TestConsole?, ignoredBecause reason: String?
    ) {
        self.file = file
        if others.isEmpty {
            alike = nil
        } else {
            let lines = others.prefix(Self.mostOthers).map { "\($0.firstLine)" }.joined(separator: ", ")
            let more = others.count > Self.mostOthers ? ", …" : ""
            alike = "\(others.count) more of this title: console lines \(lines)\(more)"
        }
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
