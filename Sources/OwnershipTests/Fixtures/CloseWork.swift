// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc
import Synchronization

/// A thread that sleeps until it is told to run something, and then comes before every other on its processor.
final class CloseWork: Sendable {
    private let processor: Int32
    /// Written to by who wakes the thread.
    private let bell: Int32
    private let body: @Sendable (Int) -> Void
    private let done = Atomic<Int>(0)

    /// - Parameters:
    ///   - bell: The read end of a pipe: a byte to run once, its end to end.
    ///   - body: Gets the number of the run.
    init(processor: Int32, bell: Int32, body: @escaping @Sendable (Int) -> Void) {
        self.processor = processor
        self.bell = bell
        self.body = body
    }

    /// How often the body has run.
    var rounds: Int { done.load(ordering: .acquiring) }

    /// The thread's body.
    func run() {
        _ = cdmabuf_pin_thread(processor, 1)
        var byte: UInt8 = 0
        while read(bell, &byte, 1) == 1 {
            let number = done.load(ordering: .relaxed) + 1
            body(number)
            done.store(number, ordering: .releasing)
        }
    }
}
