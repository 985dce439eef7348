// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Synchronization

/// The process groups of the commands that run now, so that the last resort knows what to kill.
package enum ChildGroups {
    private static let running = Mutex<Set<pid_t>>([])

    static func insert(_ leader: pid_t) {
        running.withLock { _ = $0.insert(leader) }
    }

    /// Forgets a group whose leader has ended.
    static func remove(_ leader: pid_t) {
        running.withLock { _ = $0.remove(leader) }
    }

    /// Kills what a leader that was ended early has left behind in its group.
    static func killRest(of leader: pid_t) {
        _ = kill(-leader, SIGKILL)
    }

    /// Kills every group at once: for a second Ctrl-C, when the orderly way takes too long.
    package static func killAll() {
        for leader in running.withLock({ $0 }) {
            _ = kill(-leader, SIGKILL)
        }
    }
}
