// SPDX-License-Identifier: GPL-2.0-only

public import KTAP

/// KTAP 1: each suite is a test, and each of its tests a subtest.
public final class KTAPReporter: RunReporter {
    private let writer: KTAPWriter
    private var suites = 0
    private var tests = 0

    public init(writer: KTAPWriter) {
        self.writer = writer
    }

    public func begin(suites: Int) throws {
        try writer.version()
        try writer.plan(suites)
    }

    public func suiteStarted(_ name: String, tests: Int) throws {
        self.tests = 0
        let nested = writer.nested
        try nested.version()
        try nested.subtest(name)
        try nested.plan(tests)
    }

    public func finished(_ result: TestResult) throws {
        tests += 1
        let nested = writer.nested
        for note in result.notes {
            try nested.diagnostic(note)
        }
        switch result.verdict {
        case .passed:
            try nested.result(tests, result.test, .pass, milliseconds: result.milliseconds)
        case .failed:
            try nested.result(tests, result.test, .fail, milliseconds: result.milliseconds)
        case .skipped(let reason):
            try nested.result(tests, result.test, .skip, reason: reason)
        }
    }

    public func suiteEnded(_ name: String, summary: RunSummary) throws {
        suites += 1
        if summary.failed > 0 {
            try writer.result(suites, name, .fail)
        } else if summary.passed > 0 {
            try writer.result(suites, name, .pass)
        } else {
            try writer.result(suites, name, .skip, reason: "all tests skipped")
        }
    }

    public func diagnostic(_ text: String) throws {
        try writer.diagnostic(text)
    }

    public func bailOut(_ reason: String) throws {
        try writer.bailOut(reason)
    }

    public func end(_ end: RunEnd) throws {
        try writer.diagnostic(end.text)
    }
}
