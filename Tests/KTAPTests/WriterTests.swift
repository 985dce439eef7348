// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@Suite("Writer")
struct WriterTests {
    private func lines(_ body: (KTAPWriter) throws -> Void) rethrows -> [String] {
        let sink = Sink()
        try body(KTAPWriter { sink.lines.append($0) })
        return sink.lines.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func streamIsWrittenLineByLine() throws {
        let written = try lines { writer in
            try writer.version()
            try writer.plan(2)
            let inner = writer.nested
            try inner.version()
            try inner.subtest("suite # one")
            try inner.plan(1)
            try inner.diagnostic("two\nlines")
            try inner.result(1, "case", .skip, reason: "no device", milliseconds: 12.345)
            try writer.result(1, "suite # one", .pass, milliseconds: 1000)
            try writer.result(2, "last", .fail, reason: "error opening it")
            try writer.totals(KTAPTotals(passed: 1, failed: 1, skipped: 2))
            try writer.bailOut("enough")
        }
        #expect(
            written == [
                "KTAP version 1\n", "1..2\n", "  KTAP version 1\n", "  # Subtest: suite \\# one\n", "  1..1\n",
                "  # two\n",
                "  # lines\n", "  ok 1 case # SKIP no device time=12.345ms\n", "ok 1 suite \\# one # time=1000.000ms\n",
                "not ok 2 last #  error opening it\n", "# Totals: pass:1 fail:1 xfail:0 xpass:0 skip:2 error:0\n",
                "Bail out! enough\n",
            ])
    }

    @Test func skippedProgramIsReadAsSkipped() throws {
        let text = try lines { writer in
            try writer.version()
            try writer.skipAll("no\nmodule")
        }
        #expect(text.last == "1..0 # SKIP no\\nmodule\n")
        #expect(parse(text.joined()).tests.first?.reason == "no\\nmodule")
    }

    @Test("Every status is read back", arguments: KTAPStatus.allCases, [nil, "because", "SKIPPING it", "error: 5"])
    func statusIsReadBack(_ status: KTAPStatus, _ reason: String?) throws {
        for duration in [nil, 0.001, 98765.4321] {
            let text = try lines { try $0.result(1, "a", status, reason: reason, milliseconds: duration) }
            let rounded = duration.map { ($0 * 1000).rounded() / 1000 }
            let test = KTAPTest(number: 1, name: "a", status: status, reason: reason, milliseconds: rounded)
            #expect(parse("KTAP version 1\n" + text.joined()).tests == [test])
        }
    }

    @Test(
        "Every name is one line and comes back",
        arguments: [
            "", "plain", "a#b", "a # SKIP b", "#", "# TODO", #"\"#, #"\#"#, #"end\\"#, "- dash", "-", "--", "1 number",
            "a  b", "é€😀",
            "ok 1 x", "1..2", "a\tb",
        ])
    func nameComesBack(_ name: String) throws {
        for number in [nil, 1] {
            let text = try lines { try $0.result(number, name, .pass) }
            #expect(text.count == 1)
            #expect(
                parse("TAP version 14\n" + text.joined()).tests == [KTAPTest(number: number, name: name, status: .pass)]
            )
        }
    }

    @Test(
        "Control characters in names are shown",
        arguments: [
            ("a\nb", #"a\nb"#), ("a\r\nok 2 b", #"a\r\nok 2 b"#), ("a\0b", #"a\x00b"#), ("\u{1b}[1m", #"\x1b[1m"#),
            (" a ", "a"),
        ])
    func controlIsShown(_ name: String, _ read: String) throws {
        let text = try lines { try $0.result(1, name, .pass, reason: name) }
        #expect(text.count == 1)
        #expect(
            parse("KTAP version 1\n" + text.joined()).tests == [
                KTAPTest(number: 1, name: read, status: .pass, reason: read)
            ])
    }

    @Test(arguments: [-1.0, .infinity, .nan, 1e300])
    func impossibleDurationIsLeftOut(_ milliseconds: Double) throws {
        #expect(try lines { try $0.result(1, "a", .pass, milliseconds: milliseconds) } == ["ok 1 a\n"])
    }

    @Test(
        "A diagnostic stays one",
        arguments: [
            "TAP version 13", "KTAP version 1", "1..4", "Subtest: x", "selftests: a: b", "Totals: pass:9 fail:0",
            "ok 7 x", "not ok 7 x",
            "Bail out! x", "# # 1..4", "Planned tests != run tests (1 != 2)", "a\r\nnot ok 9 b", "a\rnot ok 9 b", "---",
            "",
        ])
    func diagnosticStaysOne(_ text: String) throws {
        let written = try lines { writer in
            try writer.diagnostic(text)
            try writer.result(1, "a", .pass)
        }
        let report = parse("KTAP version 1\n1..1\n" + written.joined())
        #expect(report.outline == "1 a=pass")
        #expect(report.isPassing && report.problems.isEmpty)
    }

    struct Full: Error {}

    @Test func writersErrorIsPassedOn() {
        #expect(throws: Full.self) { try KTAPWriter { _ in throw Full() }.version() }
    }

    @Test func reportComesBackAsTheSameText() throws {
        let golden = """
            KTAP version 1
            1..3
              KTAP version 1
              # Subtest: suite
              1..4
              # first words
              ok 1 a # time=0.250ms
              ok 2 b # SKIP no heap
              ok 3 c # XFAIL known
              ok 4 d # XPASS odd
            # about the suite
            ok 1 suite
            # [    1.000000] a log line
            not ok 2 crash # MISSING no result
            not ok 3 slow # TIMEOUT 30 seconds time=30000.000ms
            Bail out! enough

            """
        let report = parse(golden)
        let text = try written(report)
        #expect(text == golden)
        #expect(parse(text).tests == report.tests)
    }

    @Test(
        "write(parse(x)) parses to the same tree",
        arguments: [
            "KTAP version 1\n1..3\nok 1 a\nok 1 b\nok 3 c\n", "KTAP version 1\nok 2 b\nnot ok 5 e\n",
            "TAP version 13\nok\nok - 1 x\nok 2 z\n",
            "TAP version 13\n1..0 # SKIP why\n",
            "KTAP version 1\n1..2\n  KTAP version 1\n  # Subtest: p\n  1..2\n  ok 1 a\nOops\n",
            "ok 1 a\nKTAP version 1\nok 1 b # SKIP\n  ---\n  x: 1\n  ...\n", "KTAP version 1\n1..4\nBail out! x\n",
            "TAP version 13\n1..1\n# selftests: d: p\n# 1..2\n# # words\n# ok 1 # SKIP x\n# text # y\nnot ok 1 selftests: d: p # exit=3\n",
            "KTAP version 1\nnot ok x\nok 1 [ 2.0] y\n",
        ])
    func roundTrip(_ text: String) throws {
        let report = parse(text)
        let again = parse(try written(report))
        #expect(again.tests == report.tests)
        #expect(again.totals == report.totals)
        #expect(again.bailOut == report.bailOut)
    }
}
