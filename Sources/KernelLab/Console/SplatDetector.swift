// SPDX-License-Identifier: GPL-2.0-only

/// Finds the reports of defects in a kernel's console: one pass, line by line, in bounded memory.
///
/// Reports of several CPUs may be mixed; with `CONFIG_PRINTK_CALLER` each line says whose it is and they are taken
/// apart. What a user program prints on the console carries no printk stamp and counts only when it has the exact
/// form of a kernel report.
package struct SplatDetector: Sendable {
    /// Reports kept; a kernel that prints more is broken enough to say so by their number.
    package static let mostReports = 200

    /// Reports that count, in order of their ends.
    package private(set) var reports: [SplatReport] = []
    package private(set) var ignored: [IgnoredSplat] = []
    /// Reports beyond `mostReports`.
    package private(set) var omittedReports = 0

    private let rules: [SplatIgnoreRule]
    private var open: [String: OpenSplat] = [:]
    private var separators: [String: ConsoleLine] = [:]
    private var sawStamp = false
    /// Lines after which an open report that nothing was added to is taken as ended.
    private static let patience = 400

    package init(ignoring rules: [SplatIgnoreRule] = SplatIgnoreRule.standard) {
        self.rules = rules
    }

    /// A report has begun whose end has not been seen.
    package var isInsideReport: Bool { !open.isEmpty }

    /// Takes the next line; gives the reports that count and that this line ended.
    package mutating func consume(_ line: ConsoleLine) -> [SplatReport] {
        if line.seconds != nil { sawStamp = true }
        let isKernelLine = line.seconds != nil || line.level != nil || !sawStamp
        let key = line.caller ?? ""
        var ended = closeStale(before: line.number)
        defer { separators[key] = TraceLine(line.text) == .separator ? line : nil }

        if line.text.hasPrefix("------------[ cut here ]------------") {
            ended += close(key)
            open[key] = OpenSplat(cutHere: line)
            return ended
        }
        if let head = SplatHead.head(of: line.text, isKernelLine: isKernelLine) {
            if open[key]?.absorbs(head, text: line.text) == true {
                open[key]?.absorb(head, line: line)
            } else {
                ended += close(key)
                open[key] = OpenSplat(head: head, line: line, separator: separators[key])
            }
        } else if isKernelLine, open[key] != nil, open[key]?.continues(with: line) == false {
            ended += close(key)
        }
        if open[key]?.isFinished == true { ended += close(key) }
        return ended
    }

    /// Ends the console: open reports are complete as they are.
    package mutating func finish() -> [SplatReport] {
        open.keys.sorted().flatMap { close($0) }
    }

    private mutating func closeStale(before number: Int) -> [SplatReport] {
        guard !open.isEmpty else { return [] }
        let stale = open.filter { number - $0.value.lastLine > Self.patience }.keys.sorted()
        return stale.flatMap { close($0) }
    }

    private mutating func close(_ key: String) -> [SplatReport] {
        guard let report = open.removeValue(forKey: key)?.report() else { return [] }
        if let rule = rules.first(where: { $0.covers(report) }) {
            if ignored.count < Self.mostReports { ignored.append(IgnoredSplat(report: report, reason: rule.reason)) }
            return []
        }
        guard reports.count < Self.mostReports else {
            omittedReports += 1
            return []
        }
        reports.append(report)
        return [report]
    }
}
