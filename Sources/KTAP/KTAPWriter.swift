// SPDX-License-Identifier: GPL-2.0-only

/// Writes KTAP 1, each line with one call.
///
/// One line, one call: on a pipe or a serial port a line of another writer can come between two lines, but not into one.
///
/// Names may hold anything: `#` and the backslash are escaped as TAP 14 has it (`\#`, `\\`), and control characters are
/// shown as C writes them, since no reader would turn them back. A duration is diagnostic data at the end of the line,
/// `# time=12.345ms`, behind the directive's reason where there is one. A reason without a directive follows two blanks, as
/// kselftest's harness does it, so that no reader takes its first word for a directive.
public struct KTAPWriter {
    private let write: ([UInt8]) throws -> Void
    private let indentation: Int

    /// - Parameters:
    ///   - indentation: blanks before each line; two for each level of nesting.
    ///   - write: takes one whole line, newline included. What it throws, the call that wrote the line throws.
    public init(indentation: Int = 0, write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
        self.indentation = indentation
    }

    /// A writer for the subtests of a test of this one.
    public var nested: KTAPWriter { KTAPWriter(indentation: indentation + 2, write: write) }

    /// The line that begins each level.
    public func version() throws {
        try line("KTAP version 1")
    }

    /// How many results will follow in this level.
    public func plan(_ count: Int) throws {
        try line("1..\(count)")
    }

    /// No test will run, and why not. It takes the plan's place.
    public func skipAll(_ reason: String) throws {
        try line("1..0 # SKIP \(KTAPText.visible(reason))")
    }

    /// The name of the test whose subtests this level holds; right after the version.
    public func subtest(_ name: String) throws {
        try line("# Subtest: \(KTAPText.escaped(name))")
    }

    /// A result.
    ///
    /// - Parameters:
    ///   - number: from 1 in each level, one more each time. Nil is TAP, not KTAP.
    ///   - status: ``KTAPStatus/missing`` is written as `not ok … # MISSING`, which others read as a failure.
    ///   - milliseconds: written to the microsecond; left out where it is negative or not finite.
    public func result(
        _ number: Int?, _ name: String, _ status: KTAPStatus, reason: String? = nil, milliseconds: Double? = nil
    ) throws {
        var text = status.isFailure ? "not ok" : "ok"
        if let number { text += " \(number)" }
        let escaped = KTAPText.escaped(name)
        if !escaped.isEmpty {
            let isAmbiguous = escaped.hasPrefix("-") || (number == nil && escaped.utf8.first?.isDigit == true)
            text += isAmbiguous ? " - \(escaped)" : " \(escaped)"
        }
        let reason = reason.map(KTAPText.visible).flatMap { $0.isEmpty ? nil : $0 }
        let duration = milliseconds.flatMap(KTAPText.duration)
        if let word = KTAPText.directive(for: status) {
            text += " # \(word)"
            if let reason { text += " \(reason)" }
            if let duration { text += " \(duration)" }
        } else if let reason {
            text += " #  \(reason)"
            if let duration { text += " \(duration)" }
        } else if let duration {
            text += " # \(duration)"
        }
        try line(text)
    }

    /// A diagnostic; one line for each line of `text`.
    ///
    /// A line that would mean something to a reader as a comment (`Subtest: …`, `1..4`) is marked with a bar.
    public func diagnostic(_ text: String) throws {
        for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
            try line(KTAPText.comment(part))
        }
    }

    /// The comment with which kselftest's programs end; a reader checks it against the results of this level.
    public func totals(_ totals: KTAPTotals) throws {
        try line(
            """
            # Totals: pass:\(totals.passed) fail:\(totals.failed + totals.timedOut) xfail:\(totals.expectedFailures) \
            xpass:\(totals.unexpectedPasses) skip:\(totals.skipped) error:\(totals.errors)
            """)
    }

    /// Gives up; nothing more will follow.
    public func bailOut(_ reason: String) throws {
        let visible = KTAPText.visible(reason)
        try line(visible.isEmpty ? "Bail out!" : "Bail out! \(visible)")
    }

    /// A whole report, as one stream.
    ///
    /// What is read back is the same tree, but for what no line can say: missing tests that share one entry
    /// (``KTAPLimits/missingEntries``), results without a number among others with one from another stream, and a name or
    /// reason that looks like a stamp of the kernel's log or ends like a duration.
    public func report(_ report: KTAPReport) throws {
        try level(report.tests, name: nil)
        if let reason = report.bailOut { try bailOut(reason) }
    }

    private func level(_ tests: [KTAPTest], name: String?) throws {
        // Only TAP may leave a number out.
        if tests.contains(where: { $0.number == nil }) { try line("TAP version 14") } else { try version() }
        if let name, !name.isEmpty { try subtest(name) }
        // A plan would call for the numbers that a broken stream did not have.
        if tests.enumerated().allSatisfy({ $1.number == $0 + 1 }) || tests.isPermutation { try plan(tests.count) }
        for test in tests {
            if !test.children.isEmpty { try nested.level(test.children, name: test.name) }
            for text in test.diagnostics { try diagnostic(text) }
            try result(test.number, test.name, test.status, reason: test.reason, milliseconds: test.milliseconds)
        }
    }

    private func line(_ text: String) throws {
        var bytes = [UInt8](repeating: .blank, count: indentation)
        bytes += text.utf8
        bytes.append(0x0A)
        try write(bytes)
    }
}

extension [KTAPTest] {
    /// Whether the numbers are those from 1 to the count, in any order.
    fileprivate var isPermutation: Bool { Set(compactMap(\.number)) == Set(indices.map { $0 + 1 }) }
}
