// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// A thread that maps a place of a DRM node as often as it can, whether or not there is something.
final class MapWork: Sendable {
    let node: Int32
    /// Bytes.
    let offset: UInt64
    let length: Int
    /// What the first word there is, whenever there is one.
    let word: UInt64
    let deadline: Double

    init(node: Int32, offset: UInt64, length: Int, word: UInt64, deadline: Double) {
        self.node = node
        self.offset = offset
        self.length = length
        self.word = word
        self.deadline = deadline
    }

    func run() -> Counts {
        var counts = Counts(mapped: 0, wrong: 0)
        while MonotonicClock.now < deadline {
            let address = mmap(nil, length, PROT_READ, MAP_SHARED, node, off_t(offset))
            // Nothing there, or no right to it any more: whoever closes the handle was faster.
            guard let address, address != MAP_FAILED else { continue }
            counts.mapped += 1
            if address.load(as: UInt64.self) != word { counts.wrong += 1 }
            munmap(address, length)
        }
        return counts
    }

    struct Counts {
        var mapped: Int
        var wrong: Int

        init(mapped: Int, wrong: Int) {
            self.mapped = mapped
            self.wrong = wrong
        }

        /// As a thread returns it.
        init(packed: UnsafeMutableRawPointer?) {
            let bits = UInt(bitPattern: packed)
            self.init(mapped: Int(bits & 0xFFFF_FFFF), wrong: Int(bits >> 32))
        }

        var packed: UnsafeMutableRawPointer? {
            UnsafeMutableRawPointer(bitPattern: UInt(wrong) << 32 | UInt(mapped))
        }
    }
}
