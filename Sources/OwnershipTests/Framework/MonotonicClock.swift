// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// CLOCK_MONOTONIC. The standard library's clocks would bring in the concurrency runtime for a subtraction.
struct MonotonicClock {
    /// Seconds since some fixed point.
    static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Waits without busying the CPU that the kernel's deferred work needs.
    static func pause(milliseconds: Int32) {
        poll(nil, 0, milliseconds)
    }
}
