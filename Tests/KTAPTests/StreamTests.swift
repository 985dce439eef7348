// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

/// Splits, limits, events, size and chance.
@Suite("Streams")
struct StreamTests {
    /// One of everything.
    private static let sample = """
        \u{feff}SeaBIOS\rKTAP version 1\r\n1..5
        [    1.000000]   KTAP version 1
        <6>[    1.000001]   # Subtest: é€
          1..2
          # words \u{1b}[1mbold\u{1b}[0m
          ok 1 a[    2.000000] random: crng
          not ok 2 b # TODO x
        ok 1 é€ # time=1.500ms
        # selftests: d: p
        # 1..2
        # ok 1 x\r
        # not ok 2 y # TIMEOUT 3 seconds
        not ok 2 selftests: d: p # exit=1
          ---
          not ok 9 fake
          ...
        not o[    2.100000] printk
        k 3 cut
        [    3.000000] x ok 4 glued
        Bail out! no more
        """

    @Test("Pieces of any size give the same", arguments: [1, 2, 3, 5, 7, 16, 64, 1000])
    func piecesGiveTheSame(_ size: Int) {
        let bytes = Array(Self.sample.utf8)
        var whole = KTAPParser()
        let events = whole.consume(bytes)
        let report = whole.finish()
        #expect(report.totals == KTAPTotals(passed: 3, failed: 1, expectedFailures: 1, timedOut: 1, missing: 1))
        var pieces = KTAPParser()
        var collected: [KTAPEvent] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            collected += pieces.consume(bytes[start..<min(start + size, bytes.count)])
        }
        #expect(pieces.finish() == report)
        #expect(collected == events)
    }

    @Test func sequenceWithoutStorageIsReadToo() {
        var parser = KTAPParser()
        _ = parser.consume("KTAP version 1\nok 1 a\n".utf8.lazy.map { $0 })
        #expect(parser.finish().isPassing)
    }

    @Test func finishedParserIsAsNew() {
        var parser = KTAPParser()
        _ = parser.consume("KTAP version 1\nnot ok 1 a".utf8)
        #expect(!parser.finish().isPassing)
        _ = parser.consume("KTAP version 1\nok 1 a".utf8)
        #expect(parser.finish() == KTAPReport(tests: [KTAPTest(number: 1, name: "a", status: .pass)]))
    }

    @Test func eventsTellWhatHappens() {
        var parser = KTAPParser()
        let events = parser.consume(
            "KTAP version 1\n1..1\n  KTAP version 1\n  # Subtest: s\n  1..1\n  # w\n  ok 1 a\nok 1 s\nok 1 t\n".utf8)
        let a = KTAPTest(number: 1, name: "a", status: .pass, diagnostics: ["w"])
        let s = KTAPTest(number: 1, name: "s", status: .pass, children: [a])
        let problems = [
            KTAPProblem(line: 9, kind: .duplicateNumber, message: "a second result with the number 1"),
            KTAPProblem(line: 9, kind: .extraResult, message: "result 1, but 1 planned"),
        ]
        #expect(
            events == [
                .plan(path: [], count: 1), .started(path: ["s"]), .plan(path: ["s"], count: 1), .diagnostic("w"),
                .finished(path: ["s", "a"], test: a), .finished(path: ["s"], test: s), .problem(problems[0]),
                .problem(problems[1]),
                .finished(path: ["t"], test: KTAPTest(number: 1, name: "t", status: .pass)),
            ])
    }

    @Test func eventOfAnUnnamedParentHasItsNumber() {
        var parser = KTAPParser()
        let events = parser.consume("KTAP version 1\nok 1 x\n  KTAP version 1\n  ok 1 a\n".utf8)
        #expect(events.contains(.started(path: ["#2"])))
    }

    // Limits

    @Test func mebibyteLineIsCutAndTheRestRead() {
        let long = String(repeating: "x", count: 1 << 20)
        let report = stream("ok 1 \(long)", long, "not ok 2 \(long) # SKIP", "ok 3 c", plan: 3)
        #expect(report.tests.map(\.status) == [.pass, .fail, .pass])
        #expect(report.kinds == [.lineTooLong, .lineTooLong, .lineTooLong])
        #expect(report.tests[0].name.utf8.count == KTAPLimits.default.lineBytes - 5)
    }

    @Test func diagnosticsKeepTheirBeginningAndEnd() {
        let limits = KTAPLimits(diagnosticLines: 10)
        let lines = (0..<1000).map { "# \($0)\n" }.joined()
        let kept = parse("KTAP version 1\n\(lines)ok 1 a\n", limits: limits).tests.first?.diagnostics
        #expect(kept == ["0", "1", "2", "3", "4", "[991 lines left out]", "996", "997", "998", "999"])
    }

    @Test func diagnosticsAreBoundedInBytes() {
        let line = "# " + String(repeating: "y", count: 1000) + "\n"
        let text = "KTAP version 1\n" + String(repeating: line, count: 1000) + "ok 1 a\n"
        let kept = parse(text).tests.first?.diagnostics.reduce(0) { $0 + $1.utf8.count }
        #expect((50_000...70_000).contains(kept ?? 0))
    }

    @Test func resultsBeyondTheLimitAreCounted() {
        let lines = (1...1000).map { "\($0 % 100 == 0 ? "not ok" : "ok") \($0) t\n" }.joined()
        let report = parse("KTAP version 1\n1..1000\n\(lines)", limits: KTAPLimits(retainedBytes: 20_000))
        #expect(report.totals == KTAPTotals(passed: 990, failed: 10))
        #expect(report.tests.count < 130)
        #expect(report.tests.count { $0.status == .fail } == 10)
        #expect(report.kinds == [.limitReached])
    }

    @Test func problemsAreBoundedAndNotesCannotCrowdOutFailures() {
        let notes = String(repeating: "ok then\n", count: 500)
        let report = parse("KTAP version 1\n\(notes)ok 1 a\nok 1 b\n", limits: KTAPLimits(problems: 8))
        #expect(report.kinds.count { $0 == .unnumberedPass } == 4)
        #expect(report.kinds.suffix(2) == [.limitReached, .duplicateNumber])
        #expect(!report.isPassing)
    }

    @Test func numbersFarAheadAreBounded() {
        let lines = (2...5000).map { "ok \($0) t\n" }.joined()
        let report = parse("KTAP version 1\n1..5000\n\(lines)", limits: KTAPLimits(numbersAhead: 16))
        #expect(report.totals == KTAPTotals(passed: 4999, missing: 1))
        #expect(!report.isPassing)
    }

    @Test(
        "No line takes the square of its length in time", .timeLimit(.minutes(1)),
        arguments: [
            "xok 7 ", "[ ", "[    1.", "# ", "\u{1b}]", "\u{1b}[1", "\\", "1..", "--- ", " ", "not ", "# # ", "Totals:",
            "é", "time=1ms ",
        ])
    func hostileLineIsReadInTime(_ word: String) {
        let line = String(repeating: word, count: (60 << 10) / word.utf8.count)
        let report = stream("[    1.000000] x\(line)", line, "# \(line)", "ok 1 \(line)", "ok 2 # \(line)", plan: 2)
        #expect(report.totals.total == 2)
    }

    @Test(.timeLimit(.minutes(1)))
    func eightMegabytesOfLogAreRead() {
        var parser = KTAPParser()
        _ = parser.consume("KTAP version 1\n1..1\n".utf8)
        let block = Array(
            String(
                repeating: "[    1.234567] usb 1-1: new high-speed USB device number 2 using xhci_hcd [x]\n", count: 800
            ).utf8)
        for _ in 0..<(8 << 20) / block.count { _ = parser.consume(block) }
        _ = parser.consume("ok 1 a\n".utf8)
        let report = parser.finish()
        #expect(report.isPassing)
        #expect(report.tests.first?.diagnostics.count == KTAPLimits.default.diagnosticLines)
    }

    // Chance

    /// Pieces that mean something, and some that do not.
    private static let words = [
        "ok", "not ok", "ok ", "not ok ", " ", "  ", "\n", "\n", "\n", "\r", "\t", "# ", "#", "1", "2", "3", "1..2\n",
        "1..", "..",
        "KTAP version 1\n", "TAP version 13\n", "KTAP version 1", "# Subtest: a\n", "# SKIP x", "# TODO", "# XFAIL",
        "# TIMEOUT",
        "Bail out!", "  ---\n", "  ...\n", "[    1.000000] ", "[ 1.0]", "<6>", "6,1,2,-;", "a", "- ", "\\", "\u{1b}[1m",
        "\0", "é",
        "# selftests: a: b\n", "# Totals: pass:1 fail:0\n", "time=1ms", "not ", "n", "ok 1 a\n", "ok 2 b\n",
        "  ok 1 a\n", "# ok 1 a\n",
        "not ok 1 a\n", "  not ok 2 a\n",
    ]

    private static func randomStream(_ random: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &random) {
            if Int.random(in: 0..<20, using: &random) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            } else if let word = words.randomElement(using: &random) {
                bytes += word.utf8
            }
        }
        return bytes
    }

    @Test("Any bytes: no trap, no pass without an ok, none over an unexcused not ok", arguments: 1...8)
    func anyBytesAreSafe(_ seed: UInt64) {
        var random = Xorshift(seed: seed)
        var passes = 0
        for _ in 0..<1500 {
            let bytes = Self.randomStream(&random)
            let report = KTAPParser.parse(bytes)
            var pieces = KTAPParser()
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...rest.count, using: &random)
                _ = pieces.consume(rest.prefix(count))
                rest = rest.dropFirst(count)
            }
            #expect(pieces.finish() == report, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
            guard report.isPassing else { continue }
            passes += 1
            #expect(Oracle(bytes).allowsPass, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        #expect(passes > 0, "a property of nothing")
    }

    @Test("write(parse(x)) parses to the same tree for random streams", arguments: 11...18)
    func anyTreeIsWrittenAndReadBack(_ seed: UInt64) throws {
        var random = Xorshift(seed: seed)
        var compared = 0
        for _ in 0..<700 {
            let bytes = Self.randomStream(&random)
            let report = KTAPParser.parse(bytes)
            let text = try written(report)
            let again = parse(text)
            // A bar marks what would otherwise mean something. A name or reason made of a stamp or a duration is one when read.
            guard !["# | ", "[ 1.0]", "! time=1ms"].contains(where: text.contains) else { continue }
            compared += 1
            let isSame = again.tests == report.tests
            #expect(
                isSame, "\(String(decoding: bytes, as: UTF8.self).debugDescription)\n\(text)")
        }
    }

    @Test(
        "A failure put anywhere between the results of a good stream fails it",
        arguments: ["not ok 9 x", "  not ok 1 x", "Bail out!"])
    func failureAnywhereFails(_ line: String) {
        let good = [
            "KTAP version 1", "1..2", "  KTAP version 1", "  1..2", "  ok 1 a", "  ok 2 b", "ok 1 p", "# words",
            "ok 2 q",
        ]
        #expect(parse(good.joined(separator: "\n")).isPassing)
        for index in 0...good.count {
            var lines = good
            lines.insert(line, at: index)
            #expect(!parse(lines.joined(separator: "\n")).isPassing, "\(line) at \(index)")
        }
    }

    @Test("No line of a good stream can be lost unseen") func lostLineFails() {
        let good = ["KTAP version 1", "1..2", "  KTAP version 1", "  1..2", "  ok 1 a", "  ok 2 b", "ok 1 p", "ok 2 q"]
        for index in good.indices where good[index].contains("ok ") {
            var lines = good
            lines.remove(at: index)
            #expect(!parse(lines.joined(separator: "\n")).isPassing, "without \(good[index])")
        }
    }
}

/// A small generator with a seed, so that a failure can be repeated.
private struct Xorshift: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15
    }

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}

/// What a pass needs at the least, told without the parser: some line has an `ok` that is no `not ok`, and no line begins with a
/// `not ok` that nothing excuses, but in YAML and behind comment marks.
private struct Oracle {
    let allowsPass: Bool

    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes.filter { $0 != 0 }, as: UTF8.self)
        var hasOK = false
        var hasUnexcused = false
        var isYAML = false
        for line in text.unicodeScalars.split(whereSeparator: { $0 == "\n" || $0 == "\r" }) {
            let line = String(String.UnicodeScalarView(line))
            if line.contains("ok") { hasOK = true }
            let content = line.drop { $0 == " " || $0 == "\t" }
            if content.hasPrefix("---") { isYAML = true }
            if content.hasPrefix("...") { isYAML = false }
            let isFailure = content == "not ok" || content.hasPrefix("not ok ")
            if isFailure, !isYAML, !["SKIP", "TODO", "XFAIL"].contains(where: content.contains) { hasUnexcused = true }
        }
        allowsPass = hasOK && !hasUnexcused
    }
}
