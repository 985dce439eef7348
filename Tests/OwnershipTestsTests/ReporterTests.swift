// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import OwnershipTests

@Suite struct ReporterTests {
    private static func report(_ reporter: any RunReporter) throws {
        var failed = RunSummary()
        var skipped = RunSummary()
        let results = [
            TestResult(suite: "a", test: "one", verdict: .passed, milliseconds: 1.25),
            TestResult(suite: "a", test: "two", verdict: .failed, notes: ["x: expected 1, saw 2"], milliseconds: 2),
            TestResult(suite: "b", test: "three", verdict: .skipped(reason: "no #1 device"), milliseconds: 0),
        ]
        results[..<2].forEach { failed.add($0) }
        skipped.add(results[2])
        try reporter.diagnostic("dmabuf-selftest: seed=1")
        try reporter.begin(suites: 2)
        try reporter.suiteStarted("a", tests: 2)
        for result in results[..<2] { try reporter.finished(result) }
        try reporter.suiteEnded("a", summary: failed)
        try reporter.suiteStarted("b", tests: 1)
        try reporter.finished(results[2])
        try reporter.suiteEnded("b", summary: skipped)
        try reporter.end(RunEnd(exitCode: 1, taint: 0, leaks: 0, uptime: 1))
    }

    @Test func theKTAPParserReadsWhatTheReporterWrites() throws {
        nonisolated(unsafe) var bytes: [UInt8] = []
        try Self.report(KTAPReporter(writer: KTAPWriter { bytes += $0 }))
        var parser = KTAPParser()
        _ = parser.consume(bytes)
        let report = parser.finish()
        #expect(report.problems.isEmpty)
        #expect(report.tests.map(\.name) == ["a", "b"])
        #expect(report.tests.flatMap(\.children).map(\.status) == [.pass, .fail, .skip])
        #expect(report.totals.passed == 1 && report.totals.failed == 1 && report.totals.skipped == 1)
        #expect(report.tests.last?.children.first?.reason == "no #1 device")
        #expect(!report.isPassing)
        #expect(
            String(decoding: bytes, as: UTF8.self).hasSuffix(
                "# dmabuf-selftest: end exit=1 taint=0 leaks=0 uptime=1.00\n"))
    }

    @Test func eachJSONRecordIsOneLineAndOneWrite() throws {
        var lines: [String] = []
        try Self.report(JSONReporter { lines.append(String(decoding: $0, as: UTF8.self)) })
        #expect(lines.allSatisfy { $0.hasSuffix("}\n") && $0.filter(\.isNewline).count == 1 })
        #expect(
            lines.contains(
                #"{"type":"test","suite":"a","test":"two","verdict":"fail","reason":null,"#
                    + #""notes":["x: expected 1, saw 2"],"leaked":false,"milliseconds":2.000}"# + "\n"))
        #expect(lines.last == #"{"type":"end","exit":1,"taint":"0","leaks":0,"uptime":1.000}"# + "\n")
    }
}
