// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

/// What consoles and the kernel's log do to a stream.
@Suite("Consoles")
struct ConsoleTests {
    private static let lines = [
        "KTAP version 1", "1..1", "    KTAP version 1", "    # Subtest: s", "    1..2", "    ok 1 a", "    # words",
        "    ok 2 b", "ok 1 s",
    ]

    @Test(arguments: [
        "[    1.0] ", "[    1.234567] ", "<6>[    1.234567] ", "<14>", "[    1.234567][    T1] ",
        "[    1.234567] [  T123] ",
        "[    1.234567][   C0] ", "6,339,514,-;", "6,339,5140900,-,caller=T1;", "\u{1b}[32m", "\u{feff}", "\0\0",
        "[12345.123456] ",
    ])
    func prefixIsCut(_ prefix: String) {
        let report = parse(Self.lines.map { prefix + $0 + "\n" }.joined())
        #expect(report.outline == "1 s=pass(1 a=pass 2 b=pass)")
        #expect(report.problems.isEmpty)
        #expect(report.tests[0].children.map(\.diagnostics) == [[], ["words"]])
    }

    @Test func prefixMayChangeItsWidth() {
        let stamps = [
            "[    9.999999] ", "[   10.000001] ", "[99999.999999] ", "[100000.000001] ", "", "<6>[1.0] ", "", "", "",
        ]
        let report = parse(zip(stamps, Self.lines).map { $0 + $1 + "\n" }.joined())
        #expect(report.outline == "1 s=pass(1 a=pass 2 b=pass)")
        #expect(report.problems.isEmpty)
    }

    @Test func prefixOnTheVersionLineOnlyHidesNothing() {
        #expect(parse("[    1.000000] KTAP version 1\n1..2\nok 1 a\nnot ok 2 b\n").outline == "1 a=pass 2 b=fail")
    }

    @Test(arguments: ["[    2.000000] random: crng", "[ 2.0] random: crng", "[12345.000000][    T1] random: crng"])
    func logBehindAResultIsCut(_ log: String) {
        let report = stream("ok 1 a\(log)", "not ok 2 b # SKIP why \(log)", "ok 3 c")
        #expect(report.outline == "1 a=pass 2 b=skip 3 c=pass")
        #expect(report.tests[1].reason == "why")
        #expect(report.kinds == [.gluedText, .gluedText])
        #expect(report.tests[1].diagnostics == [log])
        #expect(report.isPassing)
    }

    @Test func logBehindAVersionOrPlanIsCut() {
        let report = parse("KTAP version 1[    1.000000] x\n1..1[    1.000000] y\nok 1 a\n")
        #expect(report.outline == "1 a=pass")
        #expect(report.kinds == [.gluedText, .gluedText])
    }

    @Test func awaitedResultBehindTheLogIsFound() {
        let report = stream(
            "ok 1 a", "[    2.000000] random: crng init donenot ok 2 b", "[    3.000000] x ok 3 c", plan: 3)
        #expect(report.outline == "1 a=pass 2 b=fail 3 c=pass")
        #expect(report.kinds == [.recoveredResult, .recoveredResult])
    }

    @Test func otherNumberBehindTheLogIsNoResult() {
        let report = stream("[    2.000000] it was ok 2 times", "ok 1 a", plan: 1)
        #expect(report.outline == "1 a=pass")
        #expect(report.problems.isEmpty)
    }

    @Test(arguments: [
        ("not o", "k 1 a"), ("n", "ot ok 1 a"), ("not ", "ok 1 a"), ("not", " ok 1 a"), ("not ok", " 1 a"),
        ("not ok ", "1 a"),
        ("not ok 1", " a"),
    ])
    func resultThatTheLogCutInTwoIsPutTogether(_ first: String, _ second: String) {
        let report = parse(
            "KTAP version 1\n1..1\n\(first)[    2.000000] random: crng\n[    2.000001] more\n\(second)\n")
        #expect(report.outline == "1 a=fail")
        #expect(report.kinds == [.recoveredResult])
    }

    @Test func failureCutOffByTheLogIsNotExcusedByTheNextLine() {
        let report = parse("KTAP version 1\nok 1 a\nnot ok [    2.000000] random: crng\nwords # SKIP of another\n")
        #expect(report.outline == "1 a=pass =fail")
        #expect(!report.isPassing)
    }

    @Test(arguments: ["# SKIP of another", "  # SKIP of another"])
    func failureCutOffByTheLogIsNotExcusedByAComment(_ comment: String) {
        let report = stream("ok 1 a", "not ok 2[    2.000000] random: crng", comment, plan: 2)
        #expect(report.outline == "1 a=pass 2 =fail")
    }

    @Test func numberThatTheLogCutInTwoIsPutTogether() {
        let first = (1...9).map { "ok \($0) t\n" }.joined()
        let report = parse("KTAP version 1\n1..10\n\(first)ok 1[    2.000000] random: crng\n0 ten\n")
        #expect(report.tests.last?.name == "ten")
        #expect(report.isPassing)
    }

    @Test func bareResultBeforeTheLogStandsAlone() {
        let report = stream("ok 1[    2.000000] random: crng", "ok 2 b", plan: 2)
        #expect(report.outline == "1 =pass 2 b=pass")
        #expect(stream("ok 1 a", "ok 2[    2.000000] random: crng", plan: 2).outline == "1 a=pass 2 =pass")
    }

    @Test(arguments: [
        "Oops: 0002 [#1] PREEMPT SMP", "BUG: KASAN: use-after-free in dma_buf_vma_fault",
        "WARNING: CPU: 0 PID: 1 at mm/memory.c:1",
        "UBSAN: array-index-out-of-bounds in x", "INFO: task swapper:1 blocked for more than 120 seconds.",
        "rcu: INFO: rcu_sched self-detected stall on CPU", "WARNING: possible circular locking dependency detected",
        "------------[ cut here ]------------", "---[ end trace 0000000000000000 ]---",
    ])
    func kernelsReportsBetweenResultsAreDiagnostics(_ text: String) {
        let report = stream("ok 1 a", "[    1.000000] \(text)", text, "ok 2 b")
        #expect(report.outline == "1 a=pass 2 b=pass")
        #expect(report.tests[1].diagnostics == ["[    1.000000] \(text)", text])
    }

    @Test(arguments: ["[    9.000000] Kernel panic - not syncing: VFS", "reboot: Power down"])
    func deathBeforeThePlanIsDoneIsMissing(_ text: String) {
        let report = stream("ok 1 a", text, plan: 2)
        #expect(report.outline == "1 a=pass 2 =missing")
        #expect(report.tests[1].diagnostics == [text])
    }

    @Test func firmwareBeforeTheVersionIsCut() {
        let report = parse(
            "SeaBIOS (version 1.16)\r\u{1b}[2J\u{1b}c\u{1b}[?7lBooting from ROM..KTAP version 1\n1..1\nok 1 a\n")
        #expect(report.outline == "1 a=pass")
        #expect(report.kinds == [.gluedText])
        #expect(report.isPassing)
    }

    @Test func wordsEndingInAVersionDoNotEndAStream() {
        let report = stream("ok 1 a", "parsing KTAP version 1", "ok 2 b")
        #expect(report.outline == "1 a=pass 2 b=pass")
        #expect(report.problems.isEmpty)
    }

    @Test(arguments: ["\n", "\r\n", "\r", "\r\r\n"])
    func lineEndsAreAlike(_ end: String) {
        let report = parse(Self.lines.joined(separator: end))
        #expect(report.outline == "1 s=pass(1 a=pass 2 b=pass)")
        #expect(report.problems.isEmpty)
    }

    @Test func controlsAreTakenOutOrShown() {
        let report = stream("ok 1 a\0b\u{1b}[1;31mc\u{1b}[0m\u{0c}d\u{07}e\u{1b}]0;title\u{07}f\u{1b}(Bg")
        #expect(report.tests.map(\.name) == ["abc d\u{fffd}efg"])
    }

    @Test func invalidUTF8IsReplaced() {
        let report = KTAPParser.parse(Array("KTAP version 1\nok 1 a".utf8) + [0xFF, 0xC3, 0x28] + Array("b\n".utf8))
        #expect(report.tests.map(\.name) == ["a\u{fffd}\u{fffd}(b"])
        #expect(report.isPassing)
    }
}
