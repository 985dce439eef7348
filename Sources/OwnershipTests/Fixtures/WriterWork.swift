// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import Synchronization

/// A thread that maps and unmaps a page of nothing as often as it can: each takes mmap_lock for writing.
final class WriterWork: Sendable {
    private let isOver = Atomic<Bool>(false)
    private let mapped = Atomic<Int>(0)

    /// Mappings so far.
    var count: Int { mapped.load(ordering: .relaxed) }

    /// The thread's body.
    func run() {
        while !isOver.load(ordering: .relaxed) {
            let address = mmap(nil, Page.size, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
            guard address != MAP_FAILED else { continue }
            munmap(address, Page.size)
            mapped.add(1, ordering: .relaxed)
        }
    }

    /// Ends the thread.
    func stop() {
        isOver.store(true, ordering: .relaxed)
    }
}
