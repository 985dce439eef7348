// SPDX-License-Identifier: GPL-2.0-only

/// A piece of console for people: a report's trace, or what a dead guest said last.
package struct ConsoleExcerpt: Sendable, Equatable {
    /// Ready to print, one line each.
    package let lines: [String]

    /// A report, with its stack lines decoded where that could be done.
    ///
    /// - Parameters:
    ///   - decoded: what `scripts/decode_stacktrace.sh` made of the report's lines; nil when there is no debug
    ///     information. Taken only when it is at least as long as the report: the script cuts its output where it fails.
    ///   - limit: lines at most; the first ones are kept, since the cause stands at the head.
    package init(splat: SplatReport, decoded: [String]? = nil, limit: Int = 60) {
        let body = decoded.flatMap { $0.count >= splat.lines.count ? $0 : nil } ?? splat.lines
        var lines = ["\(splat.title) (console lines \(splat.firstLine)-\(splat.lastLine))"]
        lines += body.prefix(max(0, limit)).map { "    " + $0 }
        if body.count > limit { lines.append("    … \(body.count - limit) more lines in the console log") }
        self.lines = lines
    }

    /// The last lines of a console.
    package init(lastLines: [String], limit: Int = 40) {
        guard !lastLines.isEmpty else {
            lines = ["(the console is empty)"]
            return
        }
        lines = ["last console lines:"] + lastLines.suffix(limit).map { "    " + $0 }
    }

    package var text: String {
        lines.map { $0 + "\n" }.joined()
    }
}
