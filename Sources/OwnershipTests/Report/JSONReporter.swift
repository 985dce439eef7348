// SPDX-License-Identifier: GPL-2.0-only

/// JSON Lines: one object per event, each with a `type`. Lines can be read while the run goes on, and a run that
/// dies half way leaves what it had to say, which one big document would not.
public final class JSONReporter: RunReporter {
    private let write: ([UInt8]) throws -> Void

    /// - Parameter write: gets one whole line at a time, its end included.
    public init(write: @escaping ([UInt8]) throws -> Void) {
        self.write = write
    }

    public func begin(suites: Int) throws {
        try emit("begin", [("suites", .integer(Int64(suites)))])
    }

    public func suiteStarted(_ name: String, tests: Int) throws {
        try emit("suite", [("suite", .string(name)), ("tests", .integer(Int64(tests)))])
    }

    public func finished(_ result: TestResult) throws {
        var reason = JSONValue.null
        let verdict: String
        switch result.verdict {
        case .passed: verdict = "pass"
        case .failed: verdict = "fail"
        case .skipped(let why):
            verdict = "skip"
            reason = .string(why)
        }
        try emit(
            "test",
            [
                ("suite", .string(result.suite)), ("test", .string(result.test)), ("verdict", .string(verdict)),
                ("reason", reason), ("notes", .array(result.notes.map(JSONValue.string))),
                ("leaked", .bool(result.leaked)), ("milliseconds", .decimal(result.milliseconds)),
            ])
    }

    public func suiteEnded(_ name: String, summary: RunSummary) throws {
        try emit("suite_end", [("suite", .string(name))] + Self.totals(summary))
    }

    public func diagnostic(_ text: String) throws {
        try emit("diagnostic", [("text", .string(text))])
    }

    public func bailOut(_ reason: String) throws {
        try emit("bail_out", [("reason", .string(reason))])
    }

    public func end(_ end: RunEnd) throws {
        try emit(
            "end",
            [
                ("exit", .integer(Int64(end.exitCode))), ("taint", .string(String(end.taint, radix: 16))),
                ("leaks", .integer(Int64(end.leaks))), ("uptime", .decimal(end.uptime)),
            ])
    }

    private static func totals(_ summary: RunSummary) -> [(name: String, value: JSONValue)] {
        [
            ("passed", .integer(Int64(summary.passed))), ("failed", .integer(Int64(summary.failed))),
            ("skipped", .integer(Int64(summary.skipped))), ("leaks", .integer(Int64(summary.leaks))),
        ]
    }

    private func emit(_ type: String, _ members: [(name: String, value: JSONValue)]) throws {
        let record = JSONValue.object([("type", .string(type))] + members)
        try write(Array((record.line + "\n").utf8))
    }
}
