// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

/// One result line: its number, name, directive and data.
@Suite("Result lines")
struct ResultLineTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let line: String
        let test: KTAPTest
        var testDescription: String { line }

        init(
            _ line: String, _ name: String, _ status: KTAPStatus, _ reason: String? = nil, _ milliseconds: Double? = nil
        ) {
            self.line = line
            test = KTAPTest(number: 1, name: name, status: status, reason: reason, milliseconds: milliseconds)
        }
    }

    private static let cases: [Case] = [
        Case("ok 1 plain", "plain", .pass),
        Case("not ok 1 plain", "plain", .fail),
        Case("ok 1 - dashed", "dashed", .pass),
        Case("ok 1 -dashed", "-dashed", .pass),
        Case("ok 1 -", "", .pass),
        Case("ok 1", "", .pass),
        Case("ok 1 ", "", .pass),
        Case("ok 1\ttabbed", "tabbed", .pass),
        Case("ok 01 zeros", "zeros", .pass),
        // Hashes in names.
        Case("ok 1 open \\# close", "open # close", .pass),
        Case("ok 1 open \\# SKIP close", "open # SKIP close", .pass),
        Case(#"ok 1 C:\dir\\file"#, #"C:\dir\file"#, .pass),
        Case(#"ok 1 end\"#, #"end\"#, .pass),
        Case("ok 1 a#b", "a#b", .pass),
        Case("ok 1 a #", "a", .pass),
        Case("ok 1 a#", "a#", .pass),
        Case("ok 1 a# SKIP x", "a", .skip, "x"),
        Case("ok 1 a #SKIP x", "a", .skip, "x"),
        Case("ok 1 issue# 5", "issue# 5", .pass),
        // Directives.
        Case("ok 1 a # SKIP no device", "a", .skip, "no device"),
        Case("ok 1 a # skip later", "a", .skip, "later"),
        Case("ok 1 a # Skip: later", "a", .skip, "later"),
        Case("ok 1 a # SKIPPED later", "a", .skip, "later"),
        Case("ok 1 a #  SKIP two blanks", "a", .skip, "two blanks"),
        Case("ok 1 a # skipping is data", "a", .pass, "skipping is data"),
        Case("ok 1 a # SKIP", "a", .skip),
        Case("ok 1 # SKIP nameless", "", .skip, "nameless"),
        Case("not ok 1 a # SKIP why", "a", .skip, "why"),
        Case("ok 1 a #  TODO is data", "a", .pass, "TODO is data"),
        Case("ok 1 a #  skip is data", "a", .pass, "skip is data"),
        Case("not ok 1 a #  SKIP is data", "a", .fail, "SKIP is data"),
        Case("not ok 1 a # TODO later", "a", .expectedFailure, "later"),
        Case("ok 1 a # TODO later", "a", .unexpectedPass, "later"),
        Case("ok 1 a # XFAIL known", "a", .expectedFailure, "known"),
        Case("not ok 1 a # XFAIL known", "a", .expectedFailure, "known"),
        Case("ok 1 a # XPASS odd", "a", .unexpectedPass, "odd"),
        Case("not ok 1 a # XPASS odd", "a", .fail, "XPASS odd"),
        Case("not ok 1 a # TIMEOUT 30 seconds", "a", .timeout, "30 seconds"),
        Case("not ok 1 a # ERROR no heap", "a", .error, "no heap"),
        Case("not ok 1 # error name of it", "", .error, "name of it"),
        Case("not ok 1 a # error=-5", "a", .fail, "error=-5"),
        Case("ok 1 a # error paths work", "a", .pass, "error paths work"),
        Case("not ok 1 a # MISSING no result", "a", .missing, "no result"),
        Case("not ok 1 a # missing file", "a", .fail, "missing file"),
        Case("ok 1 a # MISSING x", "a", .pass, "MISSING x"),
        Case("not ok 1 a # WONTFIX", "a", .fail, "WONTFIX"),
        // Data.
        Case("ok 1 check return code # rcode=0", "check return code", .pass, "rcode=0"),
        Case("not ok 1 f.t #  Test terminated by assertion", "f.t", .fail, "Test terminated by assertion"),
        Case("not ok 1 f.t #  error is data here", "f.t", .fail, "error is data here"),
        Case("ok 1 a # one # two", "a", .pass, "one # two"),
        Case("ok 1 a # time=12.345ms", "a", .pass, nil, 12.345),
        Case("ok 1 a # SKIP why not time=0.5ms", "a", .skip, "why not", 0.5),
        Case("ok 1 a # rcode=0 time=7ms", "a", .pass, "rcode=0", 7),
        Case("ok 1 a # time=fastms", "a", .pass, "time=fastms"),
        Case("ok 1 a # time=1.2.3ms", "a", .pass, "time=1.2.3ms"),
        // Names that other formats would trip over.
        Case(
            #"ok 1 <a href="x">&amp;</a> ]]> $(rm -rf) `id` ; 'q'"#, #"<a href="x">&amp;</a> ]]> $(rm -rf) `id` ; 'q'"#,
            .pass),
        Case("ok 1 table[1.5] = 3", "table[1.5] = 3", .pass),
    ]

    @Test("A result's name, status, reason and duration", arguments: cases)
    func resultIsReadAs(_ expected: Case) {
        let report = stream(expected.line)
        #expect(report.tests == [expected.test])
        #expect(report.problems.isEmpty)
    }

    @Test(arguments: ["okay", "not okay", "ok1", "OK 1", "Ok 1", "not  ok 1", "no tok 1", "ok: 1", "notok 1 a"])
    func lookalikeIsNoResult(_ line: String) {
        let report = stream(line, "ok 1 real", plan: 1)
        #expect(report.tests.map(\.name) == ["real"])
        #expect(report.tests.first?.diagnostics == [line])
    }

    @Test(arguments: ["ok 1 a # TIMEOUT 30 seconds", "ok 1 a # ERROR x"])
    func okWithAFailuresDirectiveContradictsItself(_ line: String) {
        let report = stream(line)
        #expect(report.kinds == [.contradictoryDirective])
        #expect(!report.isPassing)
    }

    @Test func numberThatNoIntHoldsIsAProblem() {
        let report = stream("ok 99999999999999999999 a")
        #expect(report.kinds == [.badNumber])
        #expect(report.tests == [KTAPTest(number: nil, name: "a", status: .pass)])
    }

    @Test func tapMayLeaveNumbersOut() {
        let report = parse("TAP version 13\n1..2\nok first\nok - second\n")
        #expect(report.outline == "first=pass second=pass")
        #expect(report.isPassing && report.problems.isEmpty)
    }

    @Test func ktapTakesAnUnnumberedOkForText() {
        let report = stream("ok then", "ok 1 a", plan: 1)
        #expect(report.outline == "1 a=pass")
        #expect(report.kinds == [.unnumberedPass])
        #expect(report.isPassing)
    }

    @Test func ktapTakesAnUnnumberedNotOkAtItsWord() {
        let report = parse("KTAP version 1\nok 1 a\nnot ok then\n")
        #expect(report.outline == "1 a=pass then=fail")
        #expect(report.kinds == [.missingNumber])
    }

    @Test func tenKilobytesOfNameAreKept() {
        let name = String(repeating: "é", count: 5000)
        #expect(stream("ok 1 \(name)").tests.first?.name == name)
    }
}
