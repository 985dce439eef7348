// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc
import SystemPackage

/// Counts what fork() takes in a process that passes on little but the mappings in question.
///
/// Its own memory stays out of the children, which would be most of the work, and not the same from boot to boot. They
/// do not run before their parent waits for them.
struct ForkMeter: ~Copyable {
    private let withheld: [Range<UInt>]

    init() throws {
        withheld = AddressSpace.writable
        for range in withheld { Self.advise(range, MADV_DONTFORK) }
        var first = sched_param(sched_priority: 1)
        if sched_setscheduler(0, SCHED_FIFO | Self.resetOnFork, &first) != 0 { throw Errno(rawValue: errno) }
    }

    deinit {
        var usual = sched_param(sched_priority: 0)
        sched_setscheduler(0, SCHED_OTHER, &usual)
        for range in withheld { Self.advise(range, MADV_DOFORK) }
    }

    /// `SCHED_RESET_ON_FORK`, which Swift does not import.
    private static let resetOnFork: CInt = 0x4000_0000

    private static func advise(_ range: Range<UInt>, _ advice: CInt) {
        // What cannot be withheld is measured along.
        madvise(UnsafeMutableRawPointer(bitPattern: range.lowerBound), range.count, advice)
    }

    /// Ticks of each fork().
    borrowing func ticks(_ count: Int) throws -> [UInt64] {
        var samples = [UInt64](repeating: 0, count: count)
        for index in samples.indices {
            var child = 0
            samples[index] = cdmabuf_fork_ticks(&child)
            if child < 0 { throw Errno(rawValue: CInt(-child)) }
            waitpid(pid_t(child), nil, 0)
        }
        return samples.map { $0 - min($0, TickCounter.overhead) }
    }
}
