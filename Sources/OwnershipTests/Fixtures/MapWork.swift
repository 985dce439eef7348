// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
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
    private let processor: Int32?
    private let isOver = Atomic<Bool>(false)
    private let mapped = Atomic<Int>(0)
    private let wrong = Atomic<Int>(0)

    /// - Parameter processor: Where the thread stays; nil for anywhere.
    init(node: Int32, offset: UInt64, length: Int, word: UInt64, processor: Int32?) {
        self.node = node
        self.offset = offset
        self.length = length
        self.word = word
        self.processor = processor
    }

    /// Attempts that succeeded so far.
    var successes: Int { mapped.load(ordering: .relaxed) }

    /// Those that showed something else.
    var mistakes: Int { wrong.load(ordering: .relaxed) }

    /// The thread's body.
    func run() {
        // Where it cannot be kept there, the race is only less likely.
        if let processor { _ = cdmabuf_pin_thread(processor, 0) }
        while !isOver.load(ordering: .relaxed) {
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
