// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// What `waitpid()` had to say.
enum ChildStatus: Equatable {
    case exited(Int32)
    case killed(signal: Int32)

    /// Reaps that child, however often a signal comes in between.
    static func wait(for pid: pid_t) throws(Errno) -> ChildStatus {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0 {
            guard errno == EINTR else { throw Errno(rawValue: errno) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited((status >> 8) & 0xFF) : .killed(signal: signal)
    }

    /// What is wrong with it, or nil for exit code 0.
    var problem: String? {
        switch self {
        case .exited(0): nil
        case .exited(let code): "the child ended with exit code \(code)"
        case .killed(let signal): "the child was killed by signal \(signal)"
        }
    }
}
