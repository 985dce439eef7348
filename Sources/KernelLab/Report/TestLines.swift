// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// A test's result as KTAP has it: its diagnostics, then its line.
struct TestLines {
    /// One line each, bounded.
    let lines: [String]
    /// Diagnostics that were left out.
    let omitted: Int

    var text: String { lines.joined(separator: "\n") }

    /// - Parameter limit: diagnostics kept.
    init(_ test: KTAPTest, limit: Int) {
        let diagnostics = BoundedText(test.diagnostics, limit: limit)
        omitted = diagnostics.omitted
        var written: [[UInt8]] = []
        let writer = KTAPWriter { written.append($0) }
        // The closure above does not throw, so neither does the writer.
        for line in diagnostics.lines { try? writer.diagnostic(line) }
        try? writer.result(
            test.number, BoundedText.cut(test.name), test.status, reason: test.reason.map(BoundedText.cut),
            milliseconds: test.milliseconds)
        lines = written.map { String(decoding: $0.dropLast(), as: UTF8.self) }
    }
}
