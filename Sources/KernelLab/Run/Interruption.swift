// SPDX-License-Identifier: GPL-2.0-only

import Dispatch
import Glibc

/// Turns Ctrl-C and its kin into the cancellation of a task.
package enum Interruption {
    /// Runs a body that is cancelled by SIGINT, SIGTERM or SIGHUP. A second signal kills every command at once and
    /// exits.
    package static func guarding<Success: Sendable>(
        _ body: @escaping @Sendable () async throws -> Success
    ) async throws -> Success {
        let task = Task { try await body() }
        let queue = DispatchQueue(label: "signals")
        let signals = AtomicCounter()
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler {
                if signals.next() > 1 {
                    ChildGroups.killAll()
                    _exit(ExitCode.interrupted.rawValue)
                }
                task.cancel()
            }
            source.activate()
            return source
        }
        // A reader of our output that goes away must not take the guest's cleanup with it.
        signal(SIGPIPE, SIG_IGN)
        // A limit on file sizes is to be met as an error of write(), like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        defer {
            for source in sources {
                source.cancel()
            }
        }
        return try await task.value
    }
}
