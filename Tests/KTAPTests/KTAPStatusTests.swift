// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@Suite("Status, totals and outcome")
struct KTAPStatusTests {
    @Test func onlyExcusedStatusesAreNoFailures() {
        #expect(KTAPStatus.allCases.filter { !$0.isFailure } == [.pass, .skip, .expectedFailure, .unexpectedPass])
    }

    @Test func totalsCountLeavesOnly() {
        let tree = [
            KTAPTest(
                number: 1, name: "p", status: .fail,
                children: [
                    KTAPTest(number: 1, name: "a", status: .pass), KTAPTest(number: 2, name: "b", status: .timeout),
                ]),
            KTAPTest(number: 2, name: "q", status: .skip),
        ]
        #expect(KTAPTotals(tree) == KTAPTotals(passed: 1, skipped: 1, timedOut: 1))
    }

    @Test func sumOfMissingSaturates() {
        let most = KTAPTotals(missing: .max)
        #expect((most + most).missing == .max)
        #expect((most + KTAPTotals(failed: 1)).failures == .max)
        #expect((most + KTAPTotals(passed: 1)).total == .max)
    }

    @Test func nothingRunIsNoPass() {
        #expect(KTAPReport(tests: []).outcome == .failed)
    }

    @Test func allSkippedIsNeitherPassedNorFailed() {
        let report = KTAPReport(tests: [KTAPTest(number: 1, name: "a", status: .skip)])
        #expect(report.outcome == .skipped)
        #expect(!report.isPassing)
    }

    @Test(arguments: KTAPProblem.Kind.allCases)
    func problemFailsARunByItsKind(_ kind: KTAPProblem.Kind) {
        let test = KTAPTest(number: 1, name: "a", status: .pass)
        let report = KTAPReport(tests: [test], problems: [KTAPProblem(line: 1, kind: kind, message: "")])
        #expect(report.isPassing == !kind.isFailure)
    }

    @Test func bailOutFailsARun() {
        #expect(!KTAPReport(tests: [KTAPTest(number: 1, name: "a", status: .pass)], bailOut: "").isPassing)
    }
}
