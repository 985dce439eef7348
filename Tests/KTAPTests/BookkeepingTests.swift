// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

/// Plans, numbers, versions and streams.
@Suite("Bookkeeping")
struct BookkeepingTests {
    @Test func minimalStreamPasses() {
        let report = parse("KTAP version 1\n1..1\nok 1 a\n")
        #expect(report == KTAPReport(tests: [KTAPTest(number: 1, name: "a", status: .pass)]))
        #expect(report.isPassing)
    }

    @Test func planIsOptional() {
        #expect(parse("KTAP version 1\nok 1 a\nok 2 b\n").isPassing)
    }

    @Test func planMayComeLast() {
        let report = parse("TAP version 13\nok 1 a\nok 2 b\n1..2\n")
        #expect(report.isPassing && report.problems.isEmpty)
        #expect(report.totals.total == 2)
    }

    @Test func lastPlanIsCheckedToo() {
        #expect(parse("TAP version 13\nok 1 a\nok 2 b\n1..1\n").kinds == [.extraResult])
        #expect(parse("TAP version 13\nok 1 a\nok 2 b\n1..3\n").kinds == [.missingResults])
    }

    @Test(arguments: ["1..0 # SKIP no device", "1..0 # skip: no device", "1..0 # Skipped no device"])
    func programThatSkipsAllIsSkippedWithItsReason(_ plan: String) {
        let report = parse("TAP version 13\n\(plan)\n")
        #expect(report.outcome == .skipped)
        #expect(report.tests == [KTAPTest(name: "(all tests)", status: .skip, reason: "no device")])
        #expect(report.totals == KTAPTotals(skipped: 1))
    }

    @Test func emptyPlanWithoutReasonIsNoTests() {
        let report = parse("TAP version 13\n1..0\n")
        #expect(report.kinds == [.noTests])
        #expect(report.outcome == .failed)
    }

    @Test func resultsAfterSkippingAllAreExtra() {
        #expect(parse("TAP version 13\n1..0 # SKIP x\nok 1 a\n").kinds == [.extraResult])
    }

    @Test func missingResultsAreCountedAndNamedByNumber() {
        let report = stream("ok 1 a", "ok 3 c", "the oops", plan: 4)
        #expect(report.outline == "1 a=pass 3 c=pass 2 =missing 4 =missing")
        #expect(report.kinds == [.outOfOrderNumber, .missingResults])
        #expect(report.totals == KTAPTotals(passed: 2, missing: 2))
        #expect(report.tests[2].diagnostics == ["the oops"])
        #expect(!report.isPassing)
    }

    @Test func failingExtraResultFails() {
        let report = stream("ok 1 a", "not ok 2 b", plan: 1)
        #expect(report.kinds == [.extraResult])
        #expect(report.totals.failed == 1)
        #expect(!report.isPassing)
    }

    @Test func passingExtraResultFails() {
        #expect(!stream("ok 1 a", "ok 2 b", plan: 1).isPassing)
    }

    @Test func duplicateNumberFails() {
        let report = parse("KTAP version 1\nok 1 a\nok 1 b\n")
        #expect(report.kinds == [.duplicateNumber])
        #expect(!report.isPassing)
    }

    @Test func duplicateCannotStandInForAMissingResult() {
        let report = stream("ok 1 a", "ok 1 a", plan: 2)
        #expect(report.kinds == [.duplicateNumber, .missingResults])
        #expect(report.totals.missing == 1)
    }

    @Test func swappedResultsFailButNoneIsMissing() {
        let report = stream("ok 2 b", "ok 1 a")
        #expect(report.kinds == [.outOfOrderNumber, .outOfOrderNumber])
        #expect(report.totals == KTAPTotals(passed: 2))
        #expect(!report.isPassing)
    }

    @Test func gapWithoutPlanIsMissing() {
        let report = parse("KTAP version 1\nok 1 a\nok 4 d\n")
        #expect(report.kinds == [.outOfOrderNumber, .missingResults])
        #expect(report.totals.missing == 2)
    }

    @Test func zeroIsNoNumber() {
        #expect(parse("KTAP version 1\nok 0 a\nok 1 b\n").kinds.contains(.outOfOrderNumber))
    }

    @Test func sameNameTwiceIsFine() {
        #expect(stream("ok 1 a", "ok 2 a").isPassing)
    }

    @Test("A plan of billions is bounded", arguments: [4_294_967_295, Int.max])
    func hugePlanIsBounded(_ count: Int) {
        let report = stream("ok 1 a", plan: count)
        #expect(report.totals.missing == count - 1)
        #expect(report.tests.count == 1 + KTAPLimits.default.missingEntries)
        #expect(report.tests.last?.name == "(and \(count - 1 - 32) more)")
        #expect(report.kinds == [.missingResults])
    }

    @Test(arguments: ["1..18446744073709551616", "1..-1", "2..5", "0..3"])
    func badPlanFails(_ plan: String) {
        let report = parse("KTAP version 1\n\(plan)\nok 1 a\n")
        #expect(report.kinds == [.badPlan])
        #expect(report.totals == KTAPTotals(passed: 1))
        #expect(!report.isPassing)
    }

    @Test func secondPlanFailsIfItDiffers() {
        #expect(parse("KTAP version 1\n1..1\n1..1\nok 1 a\n").kinds == [.repeatedPlan])
        #expect(parse("KTAP version 1\n1..1\n1..2\nok 1 a\n").kinds == [.conflictingPlan])
        #expect(parse("KTAP version 1\n1..1\n1..1\nok 1 a\n").isPassing)
    }

    @Test(arguments: ["KTAP version 1", "TAP version 13", "TAP version 14", "KTAP version 1 (x)"])
    func supportedVersionPasses(_ version: String) {
        #expect(parse("\(version)\n1..1\nok 1 a\n").problems.isEmpty)
    }

    @Test(arguments: ["KTAP version 2", "TAP version 12", "KTAP version 99999999999999999999"])
    func unsupportedVersionFailsButIsRead(_ version: String) {
        let report = parse("\(version)\n1..1\nok 1 a\n")
        #expect(report.kinds == [.unsupportedVersion])
        #expect(report.totals.passed == 1)
        #expect(!report.isPassing)
    }

    @Test func noVersionLineIsNoted() {
        let report = parse("1..2\nok 1 a\nok 2 b\n")
        #expect(report.kinds == [.missingVersion])
        #expect(report.isPassing)
    }

    @Test func resultsAloneAreAStream() {
        #expect(parse("ok 1 a\nnot ok 2 b\n").outline == "1 a=pass 2 b=fail")
    }

    @Test func secondStreamCounts() {
        let report = parse("KTAP version 1\n1..1\nok 1 a\nKTAP version 1\n1..1\nnot ok 1 b\n")
        #expect(report.outline == "1 a=pass 1 b=fail")
        #expect(report.kinds == [.additionalStream])
        #expect(!report.isPassing)
    }

    @Test func twoGoodStreamsPass() {
        #expect(parse("KTAP version 1\n1..1\nok 1 a\nTAP version 13\n1..1\nok 1 b\n").isPassing)
    }

    @Test func secondStreamDoesNotEndTheFirstOnesDuties() {
        let report = parse("KTAP version 1\n1..2\nok 1 a\nKTAP version 1\n1..1\nok 1 b\n")
        #expect(report.totals.missing == 1)
        #expect(!report.isPassing)
    }

    @Test func streamThatDiedAfterItsVersionFails() {
        #expect(!parse("KTAP version 1\n1..1\nok 1 a\nKTAP version 1\nboom\n").isPassing)
    }

    @Test(arguments: ["", "\n\n\n", "# only\n# diagnostics\n", "[    1.0] boot\nlog\n", "KTAP version 1\n", "\u{feff}"])
    func streamWithoutTestsFails(_ text: String) {
        let report = parse(text)
        #expect(report.kinds == [.noTests])
        #expect(report.outcome == .failed)
    }

    @Test func allSkippedIsSkipped() {
        #expect(stream("ok 1 a # SKIP x", "ok 2 # SKIP y").outcome == .skipped)
    }

    @Test func bailOutKeepsItsTextAndCountsWhatIsMissing() {
        let report = stream(
            "ok 1 a", "Bail out! no heap", "# Totals: pass:1 fail:0 xfail:0 xpass:0 skip:0 error:0", plan: 3)
        #expect(report.bailOut == "no heap")
        #expect(report.kinds == [.bailOut, .missingResults])
        #expect(report.totals == KTAPTotals(passed: 1, missing: 2))
        #expect(report.tests.last?.reason == "Bail out! no heap")
        #expect(!report.isPassing)
    }

    @Test func bailOutWithoutTextOrPlanFails() {
        let report = parse("KTAP version 1\nok 1 a\nBail out!\n")
        #expect(report.bailOut == "")
        #expect(!report.isPassing)
    }

    @Test func bailOutInASubtestEndsAll() {
        let report = parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..2\n  ok 1 x\n  Bail out! hot\n")
        #expect(report.bailOut == "hot")
        #expect(report.totals == KTAPTotals(passed: 1, missing: 1))
    }

    @Test func bailOutInADiagnosticIsOne() {
        #expect(stream("# Bail out! said somebody", "ok 1 a").isPassing)
    }

    @Test func totalsThatDisagreeFail() {
        let good = "# Totals: pass:1 fail:0 xfail:0 xpass:0 skip:0 error:0"
        #expect(stream("ok 1 a", good).problems.isEmpty)
        let bad = stream("ok 1 a", "# Totals: pass:1 fail:1 xfail:0 xpass:0 skip:0 error:0")
        #expect(bad.kinds == [.totalsMismatch])
        #expect(!bad.isPassing)
    }

    @Test func producersOwnDoubtFails() {
        #expect(stream("ok 1 a", "# Planned tests != run tests (2 != 1)").kinds == [.plannedNotRun])
    }

    @Test func diagnosticsGoToTheNextResult() {
        let report = stream("# before a", "unknown", "#", "#glued", "ok 1 a", "# before b", "not ok 2 b", "# after")
        #expect(report.tests.map(\.diagnostics) == [["before a", "unknown", "", "glued"], ["before b"]])
    }

    @Test func problemsHaveTheirLine() {
        let report = parse("KTAP version 1\r\n1..1\r\n\r\nok 1 a\r\nok 1 b\r\n")
        #expect(report.problems.map(\.line) == [5, 5])
        #expect(report.kinds == [.duplicateNumber, .extraResult])
    }
}
