// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@Suite("KTAP that was damaged on its way")
struct KTAPFuzzTests {
    private static func report(_ pieces: [ArraySlice<UInt8>], _ limits: KTAPLimits = .default) -> KTAPReport {
        var parser = KTAPParser(limits: limits)
        for piece in pieces { _ = parser.consume(piece) }
        return parser.finish()
    }

    private static func leaves(_ tests: [KTAPTest], _ path: String = "") -> [String] {
        tests.flatMap { test in
            test.children.isEmpty
                ? ["\(path)\(test.name)=\(test.status)"] : leaves(test.children, "\(path)\(test.name)/")
        }
    }

    private static func statuses(_ tests: [KTAPTest]) -> [KTAPStatus] {
        tests.flatMap { $0.children.isEmpty ? [$0.status] : statuses($0.children) }
    }

    @Test func theCorpusIsThere() {
        #expect(Fuzzing.corpus.count >= 5)
        #expect(Fuzzing.corpus.contains { KTAPParser.parse($0.bytes).isPassing })
        #expect(Fuzzing.corpus.contains { KTAPParser.parse($0.bytes).totals.failures > 0 })
    }

    @Test func itMeansTheSameHoweverItIsCutIntoPieces() throws {
        let rounds = Fuzzing.rounds { seed, chance in
            guard let file = Fuzzing.corpus.randomElement(using: &chance) else { return false }
            let bytes = Fuzzing.damaged(file.bytes, &chance)
            let whole = Self.report([bytes[...]])
            let isSame = Self.report(Fuzzing.pieces(of: bytes, &chance)) == whole
            #expect(isSame, "\(file.name), DMABUF_FUZZ_SEED=\(seed)")
            return isSame
        }
        #expect(rounds > 0)
    }

    @Test func whatIsKeptIsBounded() throws {
        let limits = KTAPLimits(
            lineBytes: 200, diagnosticLines: 4, diagnosticBytes: 300, retainedBytes: 4000, problems: 8,
            missingEntries: 4, depth: 6, numbersAhead: 8)
        let rounds = Fuzzing.rounds { seed, chance in
            var bytes: [UInt8] = []
            for _ in 0..<4 {
                guard let file = Fuzzing.corpus.randomElement(using: &chance) else { return false }
                bytes += Fuzzing.damaged(file.bytes, &chance)
            }
            let report = Self.report(Fuzzing.pieces(of: bytes, &chance), limits)
            let kept = Self.size(report.tests)
            // Each entry has its own overhead; what comes from the input is what must not grow with it.
            let isBounded = kept <= 2 * limits.retainedBytes && report.problems.count <= limits.problems + 1
            #expect(isBounded, "\(kept) bytes, \(report.problems.count) problems, DMABUF_FUZZ_SEED=\(seed)")
            return isBounded
        }
        #expect(rounds > 0)
    }

    private static func size(_ tests: [KTAPTest]) -> Int {
        tests.reduce(0) { sum, test in
            sum + test.name.utf8.count + (test.reason?.utf8.count ?? 0)
                + test.diagnostics.reduce(0) { $0 + $1.utf8.count } + size(test.children)
        }
    }

    @Test func aStreamThatIsCutShortDoesNotPass() throws {
        let rounds = Fuzzing.rounds { seed, chance in
            guard let file = Fuzzing.corpus.randomElement(using: &chance) else { return false }
            let whole = KTAPParser.parse(file.bytes)
            let cut = Array(file.bytes.prefix(Int.random(in: 0..<file.bytes.count, using: &chance)))
            let report = KTAPParser.parse(cut)
            // Of the last line a name or a directive may be lost: that alone nobody can tell.
            let (before, after) = (Self.statuses(whole.tests), Self.statuses(report.tests))
            let isRight =
                !report.isPassing
                || (after.count == before.count && after.dropLast().elementsEqual(before.dropLast()))
            #expect(isRight, "\(file.name), \(cut.count) bytes of it, DMABUF_FUZZ_SEED=\(seed)")
            return isRight
        }
        #expect(rounds > 0)
    }

    @Test func aLostLineLosesNoFailure() throws {
        let rounds = Fuzzing.rounds { seed, chance in
            guard let file = Fuzzing.corpus.randomElement(using: &chance) else { return false }
            let whole = KTAPParser.parse(file.bytes)
            var lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            let lost = lines.remove(at: Int.random(in: lines.indices, using: &chance))
            let report = KTAPParser.parse(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
            let isRight =
                !report.isPassing || (whole.isPassing && Self.leaves(report.tests) == Self.leaves(whole.tests))
            #expect(
                isRight, "\(file.name) without '\(String(decoding: lost, as: UTF8.self))', DMABUF_FUZZ_SEED=\(seed)")
            return isRight
        }
        #expect(rounds > 0)
    }

    @Test func theKernelsLogInBetweenChangesNothing() throws {
        let rounds = Fuzzing.rounds { seed, chance in
            guard let file = Fuzzing.corpus.randomElement(using: &chance) else { return false }
            let whole = KTAPParser.parse(file.bytes)
            var lines = file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            for _ in 0..<Int.random(in: 1...6, using: &chance) {
                let text = "[   \(Int.random(in: 1...99, using: &chance)).123456][   T37] vivid-000: it is unregistered"
                lines.insert(Array(text.utf8)[...], at: Int.random(in: 0..<lines.count, using: &chance))
            }
            let report = KTAPParser.parse(Array(lines.joined(separator: [UInt8(ascii: "\n")])))
            let isSame = Self.leaves(report.tests) == Self.leaves(whole.tests) && report.outcome == whole.outcome
            #expect(isSame, "\(file.name), DMABUF_FUZZ_SEED=\(seed)")
            return isSame
        }
        #expect(rounds > 0)
    }
}
