// SPDX-License-Identifier: GPL-2.0-only

/// Which clock ran out.
package enum TimeoutKind: String, Sendable, CaseIterable {
    /// Init was not started in time.
    case boot
    /// Neither the console nor the results channel said anything for too long.
    case silence
    /// The whole run took too long.
    case overall
}

/// How the virtual machine's process came to its end.
package enum MachineEnd: Sendable, Equatable {
    /// It exited by itself; 0 when the guest powered off or restarted.
    case exited(status: Int32)
    /// Somebody killed it: the kernel's OOM killer, an operator, not this tool.
    case killedBySignal(Int32)
    /// This tool killed it after `seconds`.
    case timedOut(TimeoutKind, seconds: Double)
    /// It could not be started, or not talked to.
    case failedToStart(String)
}
