// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Synchronization

/// A global, because a C handler has no context to reach it by.
private let received = Atomic<Int32>(0)

/// SIGINT and SIGTERM end a run after the test under way; a second one ends the process at once.
struct Interruption {
    static func install() {
        // Touched here, so that the handler finds it initialised.
        received.store(0, ordering: .relaxed)
        var action = sigaction()
        action.__sigaction_handler.sa_handler = { received.store($0, ordering: .relaxed) }
        action.sa_flags = Int32(bitPattern: UInt32(SA_RESETHAND))
        sigaction(SIGINT, &action, nil)
        sigaction(SIGTERM, &action, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Why to stop, or nil to go on.
    static var reason: String? {
        switch received.load(ordering: .relaxed) {
        case 0: nil
        case SIGINT: "interrupted by SIGINT"
        case SIGTERM: "interrupted by SIGTERM"
        case let other: "interrupted by signal \(other)"
        }
    }
}
