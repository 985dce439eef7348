// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import KernelLab

@Suite("The report of a check")
struct CheckReportTests {
    private let report = CheckReport(groups: [
        .init("0001-x.patch", [.init("house-rules", .passed), .init("kernel-doc", .skipped(reason: "no tree"))]),
        .init(
            "kselftest",
            [.init("a.c", .failed([CheckFinding("a.c", subjectLine: 3, message: "bad")])), .init("b.c", .passed)]),
    ])

    @Test func itIsKTAPWithTheTotalsLast() throws {
        let text = try report.render()
        #expect(
            text == """
                KTAP version 1
                1..2
                  KTAP version 1
                  # Subtest: 0001-x.patch
                  1..2
                  ok 1 house-rules
                  ok 2 kernel-doc # SKIP no tree
                ok 1 0001-x.patch
                  KTAP version 1
                  # Subtest: kselftest
                  1..2
                  # a.c:3: bad
                  not ok 1 a.c
                  ok 2 b.c
                not ok 2 kselftest
                check: 2 passed, 1 failed, 1 skipped

                """)
        var parser = KTAPParser()
        _ = parser.consume(Array(text.utf8))
        #expect(parser.finish().totals == report.ktap.totals)
    }

    @Test func aFindingMakesTheExitCode() {
        #expect(report.exitCode == .testsFailed)
        #expect(CheckReport(groups: [.init("x", [.init("y", .passed)])]).exitCode == .passed)
    }

    @Test func aFindingSaysAllThatIsKnownOfItsPlace() {
        let finding = CheckFinding("0001-x.patch", subjectLine: 4, file: "mm/a.c", line: 17, message: "bad")
        #expect(finding.description == "0001-x.patch:4: mm/a.c:17: bad")
    }
}
