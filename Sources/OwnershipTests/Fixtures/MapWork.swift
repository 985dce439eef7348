// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Synchronization

/// A thread that maps a place of a DRM node as often as it can, whether or not there is something.
final class MapWork: Sendable {
    private let node: Int32
    /// Bytes.
    private let offset: UInt64
    private let length: Int
    /// What the first word there is, whenever there is one.
    private let word: UInt64
    private let isOver = Atomic<Bool>(false)
    private let begun = Atomic<Int>(0)
    private let mapped = Atomic<Int>(0)
    private let wrong = Atomic<Int>(0)

    init(node: Int32, offset: UInt64, length: Int, word: UInt64) {
        self.node = node
        self.offset = offset
        self.length = length
        self.word = word
    }

    /// Attempts, the one that is under way among them.
    var attempts: Int { begun.load(ordering: .relaxed) }

    /// Those that succeeded.
    var successes: Int { mapped.load(ordering: .relaxed) }

    /// Those that showed something else.
    var mistakes: Int { wrong.load(ordering: .relaxed) }

    /// The thread's body.
    func run() {
        while !isOver.load(ordering: .relaxed) {
            begun.add(1, ordering: .relaxed)
            let address = mmap(nil, length, PROT_READ, MAP_SHARED, node, off_t(offset))
            // Nothing there, or no right to it any more: whoever closes the handle was faster.
            guard let address, address != MAP_FAILED else { continue }
            mapped.add(1, ordering: .relaxed)
            if address.load(as: UInt64.self) != word { wrong.add(1, ordering: .relaxed) }
            munmap(address, length)
        }
    }

    /// Ends the thread.
    func stop() {
        isOver.store(true, ordering: .relaxed)
    }
}
