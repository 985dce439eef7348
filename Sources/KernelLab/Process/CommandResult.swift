// SPDX-License-Identifier: GPL-2.0-only

/// How a command ended, with the end of what it printed.
package struct CommandResult: Sendable, Equatable {
    package enum Ending: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    package let ending: Ending
    /// The last lines of output and errors, in the order written; at most ``CommandRunner/keptLines``.
    package let lastLines: [String]
    /// Whether any line said that a disk was full, even one no longer among the last.
    package let diskFullLine: String?

    package var isSuccess: Bool { ending == .exited(0) }

    /// "exit status 2" or "signal 15".
    package var endingText: String {
        switch ending {
        case .exited(let status): "exit status \(status)"
        case .signalled(let signal): "signal \(signal)"
        }
    }
}
