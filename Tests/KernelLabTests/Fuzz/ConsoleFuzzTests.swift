// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

@Suite("A console that was damaged on its way")
struct ConsoleFuzzTests {
    private static let recordings = [
        Recording.warning, Recording.bug, Recording.kasan, Recording.listAdd, Recording.panic, Recording.cleanBoot,
        Recording.refcount, Recording.ubsan,
    ]

    private struct Found: Equatable {
        let titles: [String]
        let ignored: Int
        let last: [String]
    }

    private static func found(_ pieces: [ArraySlice<UInt8>]) -> Found {
        var watch = ConsoleWatch()
        for piece in pieces { _ = watch.consume(piece) }
        _ = watch.finish()
        return Found(
            titles: watch.reports.map(\.title), ignored: watch.ignored.count,
            last: watch.lastLines(ConsoleWatch.keptLines))
    }

    @Test func itMeansTheSameHoweverItIsCutIntoPieces() throws {
        let rounds = Fuzzing.rounds { seed, chance in
            let recording = Self.recordings.randomElement(using: &chance) ?? ""
            let bytes = Fuzzing.damaged(Array(recording.utf8.suffix(20_000)), &chance)
            let isSame = Self.found([bytes[...]]) == Self.found(Fuzzing.pieces(of: bytes, &chance))
            #expect(isSame, "DMABUF_FUZZ_SEED=\(seed)")
            return isSame
        }
        #expect(rounds > 0)
    }

    @Test func noNoiseBeforeAndBehindHidesAReport() throws {
        let rounds = Fuzzing.rounds { seed, chance in
            let recording = Self.recordings.randomElement(using: &chance) ?? ""
            let titles = Self.found([Array(recording.utf8)[...]]).titles
            func noise() -> [UInt8] {
                (0..<Int.random(in: 0...2000, using: &chance)).map { _ in UInt8.random(in: 0...255, using: &chance) }
                    + [UInt8(ascii: "\n")]
            }
            let bytes = noise() + Array(recording.utf8) + noise()
            let missing = titles.filter { !Self.found([bytes[...]]).titles.contains($0) }
            #expect(missing.isEmpty, "\(missing), DMABUF_FUZZ_SEED=\(seed)")
            return missing.isEmpty
        }
        #expect(rounds > 0)
    }
}
