// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KernelLab

/// Input that is nearly right, again and again: the corpus, damaged in some way by chance.
///
/// A second of it in each run of the tests; `DMABUF_FUZZ_SECONDS` makes it more. Each round has a seed of its own, which
/// a failure names: `DMABUF_FUZZ_SEED` has that round alone.
struct Fuzzing {
    /// The name and the bytes of each file of the corpus.
    static let corpus: [(name: String, bytes: [UInt8])] = {
        let folder = URL(filePath: #filePath).appending(path: "../../../Corpus/ktap").standardized
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().compactMap { name in
            (try? Data(contentsOf: folder.appending(path: name))).map { (name, Array($0)) }
        }
    }()

    /// Calls a body with one round's chance after the other, until the time is over or a round has failed.
    static func rounds(_ body: (UInt64, inout SplitMix64) throws -> Bool) rethrows -> Int {
        let environment = ProcessInfo.processInfo.environment
        if let seed = environment["DMABUF_FUZZ_SEED"].flatMap({ UInt64($0) }) {
            var chance = SplitMix64(seed: seed)
            _ = try body(seed, &chance)
            return 1
        }
        let seconds = environment["DMABUF_FUZZ_SECONDS"].flatMap { Double($0) } ?? 1
        let deadline = ContinuousClock.now + .seconds(seconds)
        var rounds = 0
        while ContinuousClock.now < deadline {
            let seed = UInt64.random(in: 0...UInt64.max)
            var chance = SplitMix64(seed: seed)
            rounds += 1
            if try !body(seed, &chance) { break }
        }
        return rounds
    }

    /// The same bytes in pieces.
    static func pieces(of bytes: [UInt8], _ chance: inout SplitMix64) -> [ArraySlice<UInt8>] {
        var pieces: [ArraySlice<UInt8>] = []
        var start = 0
        let longest = [1, 7, 64, 4096].randomElement(using: &chance) ?? 1
        while start < bytes.count {
            let end = min(bytes.count, start + Int.random(in: 1...longest, using: &chance))
            pieces.append(bytes[start..<end])
            start = end
        }
        return pieces
    }

    /// The bytes with some damage: bits turned, bytes and lines lost, doubled, moved, or put in between.
    static func damaged(_ bytes: [UInt8], _ chance: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...8, using: &chance) {
            switch Int.random(in: 0..<6, using: &chance) {
            case 0 where !bytes.isEmpty:
                bytes[Int.random(in: bytes.indices, using: &chance)] ^= 1 << UInt8.random(in: 0...7, using: &chance)
            case 1 where !bytes.isEmpty:
                let start = Int.random(in: bytes.indices, using: &chance)
                bytes.removeSubrange(start..<min(bytes.count, start + Int.random(in: 1...40, using: &chance)))
            case 2:
                let noise = (0..<Int.random(in: 1...60, using: &chance)).map { _ in
                    UInt8.random(in: 0...255, using: &chance)
                }
                bytes.insert(contentsOf: noise, at: Int.random(in: 0...bytes.count, using: &chance))
            case 3:
                var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                if let line = lines.randomElement(using: &chance) {
                    lines.insert(line, at: Int.random(in: 0...lines.count, using: &chance))
                }
                bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            case 4:
                var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
                lines.swapAt(
                    Int.random(in: lines.indices, using: &chance), Int.random(in: lines.indices, using: &chance))
                bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
            default:
                let number = Array("\(UInt64.random(in: 0...UInt64.max, using: &chance))".utf8)
                bytes.insert(contentsOf: number, at: Int.random(in: 0...bytes.count, using: &chance))
            }
        }
        return bytes
    }
}
