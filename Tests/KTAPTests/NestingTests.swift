// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@Suite("Nesting")
struct NestingTests {
    @Test func specificationsExampleHasItsTree() {
        let report = parse(
            """
            KTAP version 1
            1..1
              KTAP version 1
              1..3
                KTAP version 1
                1..1
                # test_1: initializing test_1
                ok 1 test_1
              ok 1 example_test_1
                KTAP version 1
                1..2
                ok 1 test_1 # SKIP test_1 skipped
                ok 2 test_2
              ok 2 example_test_2
                KTAP version 1
                1..3
                ok 1 test_1
                # test_2: FAIL
                not ok 2 test_2
                ok 3 test_3 # SKIP test_3 skipped
              not ok 3 example_test_3
            not ok 1 main_test
            """)
        #expect(
            report.outline == """
                1 main_test=fail(1 example_test_1=pass(1 test_1=pass) 2 example_test_2=pass(1 test_1=skip 2 test_2=pass) \
                3 example_test_3=fail(1 test_1=pass 2 test_2=fail 3 test_3=skip))
                """)
        #expect(report.problems.isEmpty)
        #expect(report.totals == KTAPTotals(passed: 3, failed: 1, skipped: 2))
        #expect(report.tests[0].children[2].children[1].diagnostics == ["test_2: FAIL"])
    }

    @Test(arguments: ["  ", "   ", "    ", "\t"])
    func anyIndentationIsALevel(_ indent: String) {
        let report = parse(
            "TAP version 14\n1..1\n\(indent)# Subtest: s\n\(indent)1..2\n\(indent)ok 1 - a\n\(indent)ok 2 - b\nok 1 - s\n"
        )
        #expect(report.outline == "1 s=pass(1 a=pass 2 b=pass)")
        #expect(report.isPassing)
    }

    @Test func hundredLevelsAreRead() {
        let depth = 100
        var text = ""
        for level in 0..<depth { text += String(repeating: "  ", count: level) + "KTAP version 1\n" }
        for level in (0..<depth).reversed() { text += String(repeating: "  ", count: level) + "ok 1 t\n" }
        let report = parse(text)
        #expect(report.isPassing && report.problems.isEmpty)
        #expect(report.totals.total == 1)
    }

    @Test func tooManyLevelsFail() {
        var text = ""
        for level in 0..<40 { text += String(repeating: " ", count: level) + "1..1\n" }
        for level in (0..<40).reversed() { text += String(repeating: " ", count: level) + "ok 1 t\n" }
        let report = parse(text, limits: KTAPLimits(depth: 20))
        #expect(report.kinds.contains(.tooDeep))
        #expect(!report.isPassing)
    }

    @Test func childWithoutPlanKeepsItsParent() {
        let report = parse("KTAP version 1\n1..1\n  KTAP version 1\n  ok 1 a\n  ok 2 b\nok 1 p\n")
        #expect(report.outline == "1 p=pass(1 a=pass 2 b=pass)")
        #expect(report.isPassing)
    }

    @Test(arguments: [
        "    KTAP version 1\n    # Subtest: s\n    1..1\n", "    # Subtest: s\n    1..1\n", "# Subtest: s\n    1..1\n",
        "# Subtest: s\n    TAP version 14\n    1..1\n",
    ])
    func subtestLineNamesTheParent(_ header: String) {
        let good = parse("TAP version 14\n1..1\n\(header)    ok 1 a\nok 1 s\n")
        #expect(good.outline == "1 s=pass(1 a=pass)")
        #expect(good.problems.isEmpty)
        let bad = parse("TAP version 14\n1..1\n\(header)    ok 1 a\nok 1 other\n")
        #expect(bad.kinds == [.subtestNameMismatch])
        #expect(!bad.isPassing)
    }

    @Test func subtestLineWithoutSubtestsIsALeaf() {
        let report = parse(
            "TAP version 14\n1..1\n  # Subtest: suite\n  1..1\n    # Subtest: case\n  ok 1 - case\nok 1 - suite\n")
        #expect(report.outline == "1 suite=pass(1 case=pass)")
        #expect(report.isPassing)
    }

    @Test func parentCannotPassOverAFailedChild() {
        let report = parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..1\n  not ok 1 a\nok 1 p\n")
        #expect(report.outline == "1 p=fail(1 a=fail)")
        #expect(report.kinds == [.parentPassedOverFailure])
    }

    @Test func parentCannotBeExcusedOverAFailedChild() {
        #expect(!parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..1\n  not ok 1 a\nok 1 p # SKIP\n").isPassing)
    }

    @Test func parentThatFailsAloneFails() {
        let report = parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..1\n  ok 1 a\nnot ok 1 p # exit=3\n")
        #expect(report.outline == "1 p=fail(1 a=pass)")
        #expect(report.kinds == [.parentFailedAlone])
        #expect(!report.isPassing)
    }

    @Test func childCutOffByTheEndIsMissingWithItsParent() {
        let report = parse("KTAP version 1\n1..2\n  KTAP version 1\n  # Subtest: p\n  1..2\n  ok 1 a\n  Oops: 0002\n")
        #expect(report.outline == "1 p=missing(1 a=pass 2 =missing) 2 =missing")
        #expect(report.kinds == [.missingResults, .missingParentResult, .missingResults])
        #expect(report.tests[0].children[1].diagnostics == ["  Oops: 0002"])
        #expect(report.totals == KTAPTotals(passed: 1, missing: 2))
    }

    @Test func parentWithoutResultIsMissing() {
        let report = parse("KTAP version 1\n1..2\n  KTAP version 1\n  ok 1 a\n  KTAP version 1\n  ok 1 b\nok 2 q\n")
        #expect(report.outline == "1 =missing(1 a=pass) 2 q=pass(1 b=pass)")
        #expect(!report.isPassing)
    }

    @Test func skippedChildrenDoNotFailTheParent() {
        #expect(
            parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..2\n  ok 1 a # SKIP x\n  ok 2 b\nok 1 p\n").isPassing)
    }

    @Test func childThatSkipsAllSkipsItsParent() {
        let report = parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..0 # SKIP no heap\nok 1 p\n")
        #expect(report.tests == [KTAPTest(number: 1, name: "p", status: .skip, reason: "no heap")])
        #expect(report.outcome == .skipped)
    }

    @Test func emptyChildIsNoted() {
        let report = parse("KTAP version 1\n1..1\n  KTAP version 1\n  1..0\nok 1 p\n")
        #expect(report.outline == "1 p=pass")
        #expect(report.kinds == [.emptyLevel])
    }

    // What run_kselftest.sh prints: each program's output behind "# ".

    @Test func programsBehindCommentMarksAreSubtests() {
        let report = parse(
            """
            TAP version 13
            1..3
            # timeout set to 45
            # selftests: dmabuf: one
            # TAP version 13
            # 1..2
            # # some words
            # ok 1 first
            # output of the program
            # ok 2 # SKIP second
            # # Totals: pass:1 fail:0 xfail:0 xpass:0 skip:1 error:0
            ok 1 selftests: dmabuf: one
            # timeout set to 45
            # selftests: dmabuf: two
            # 1..2
            # ok 1 first
            # not ok 2 second
            #
            not ok 2 selftests: dmabuf: two # TIMEOUT 45 seconds
            # timeout set to 45
            # selftests: dmabuf: three
            # nothing that counts
            ok 3 selftests: dmabuf: three # SKIP
            """)
        #expect(
            report.outline == """
                1 selftests: dmabuf: one=pass(1 first=pass 2 =skip) \
                2 selftests: dmabuf: two=timeout(1 first=pass 2 second=fail) 3 selftests: dmabuf: three=skip
                """)
        #expect(report.problems.isEmpty)
        #expect(report.tests[0].children.map(\.diagnostics) == [["some words"], ["output of the program"]])
        #expect(report.tests[1].reason == "45 seconds")
        #expect(report.tests[2].diagnostics == ["timeout set to 45", "nothing that counts"])
    }

    @Test func failureBehindCommentMarksFailsItsParent() {
        let report = parse("TAP version 13\n1..1\n# selftests: d: p\n# ok 1 a\n# not ok 2 b\nok 1 selftests: d: p\n")
        #expect(report.totals == KTAPTotals(passed: 1, failed: 1))
        #expect(!report.isPassing)
    }

    @Test func twoCommentMarksAreTwoLevels() {
        let report = parse(
            "TAP version 13\n1..1\n# TAP version 13\n# 1..1\n# # TAP version 13\n# # 1..1\n# # ok 1 c\n# ok 1 b\nok 1 a\n"
        )
        #expect(report.outline == "1 a=pass(1 b=pass(1 c=pass))")
        #expect(report.isPassing)
    }

    @Test func indentedSubtestsBehindCommentMarksAreTwoLevels() {
        let report = parse(
            "TAP version 13\n1..1\n# KTAP version 1\n# 1..1\n#   KTAP version 1\n#   1..1\n#   ok 1 c\n# ok 1 b\nok 1 a\n"
        )
        #expect(report.outline == "1 a=pass(1 b=pass(1 c=pass))")
        #expect(report.isPassing)
    }

    @Test func quotedResultInADiagnosticIsNone() {
        let report = stream("# not ok 7 quoted", "# ok 8 quoted", "ok 1 a")
        #expect(report.outline == "1 a=pass")
        #expect(report.tests[0].diagnostics == ["not ok 7 quoted", "ok 8 quoted"])
    }

    @Test func programThatBailedOutEndsAlone() {
        let report = parse(
            "TAP version 13\n1..2\n# selftests: d: p\n# 1..2\n# Bail out! no heap\nnot ok 1 selftests: d: p # exit=1\nok 2 q\n"
        )
        #expect(report.bailOut == nil)
        #expect(report.kinds == [.bailOut, .missingResults])
        #expect(report.tests[0].children.first?.reason == "Bail out! no heap")
        #expect(!report.isPassing)
    }

    @Test func programWithoutResultIsMissingByName() {
        let report = parse(
            "TAP version 13\n1..2\n# selftests: d: p\n# ok 1 a\n# selftests: d: q\n# boom\nok 2 selftests: d: q\n")
        #expect(report.outline == "1 selftests: d: p=missing(1 a=pass) 2 selftests: d: q=pass")
        #expect(!report.isPassing)
    }

    @Test func programsTwoStreamsAreBothItsOwn() {
        let report = parse(
            "TAP version 13\n1..1\n# TAP version 13\n# 1..1\n# ok 1 a\n# TAP version 13\n# 1..2\n# ok 1 b\n# not ok 2 c\nnot ok 1 p\n"
        )
        #expect(report.outline == "1 p=fail(1 a=pass 1 b=pass 2 c=fail)")
        #expect(report.kinds == [.additionalStream])
    }

    // YAML

    @Test func resultsInAYAMLBlockAreNone() {
        let report = stream("ok 1 a", "  ---", "  not ok 1 fake", "  ok 2 fake", "  ...", "ok 2 b")
        #expect(report.outline == "1 a=pass 2 b=pass")
        #expect(report.tests[0].diagnostics == ["---", "not ok 1 fake", "ok 2 fake", "..."])
        #expect(report.isPassing && report.problems.isEmpty)
    }

    @Test func kernelsLogMayStandWithinYAML() {
        let report = stream("ok 1 a", "[    1.000000] x", "  ---", "[    1.000000] y", "  ok 2 fake", "  ...", "ok 2 b")
        #expect(report.outline == "1 a=pass 2 b=pass")
        #expect(report.isPassing)
    }

    @Test func yamlBlockWithoutEndFails() {
        let report = stream("ok 1 a", "  ---", "  ok 2 fake", "ok 2 b")
        #expect(report.outline == "1 a=pass 2 b=pass")
        #expect(report.kinds == [.unterminatedYAML])
        #expect(!parse("KTAP version 1\nok 1 a\n  ---\n  not ok 1 b").isPassing)
    }

    @Test func yamlMarkElsewhereHidesNothing() {
        let report = stream("ok 1 a", "words", "  ---", "  KTAP version 1", "  not ok 1 c", "not ok 2 b", plan: 2)
        #expect(report.outline == "1 a=pass 2 b=fail(1 c=fail)")
    }
}
