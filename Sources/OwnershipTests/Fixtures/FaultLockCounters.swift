// SPDX-License-Identifier: GPL-2.0-only

/// How the kernel has locked for the page faults of all processes so far: `/proc/vmstat`.
struct FaultLockCounters {
    /// Handled under the lock of the VMA.
    let successes: UInt64
    /// Tried under the lock of the VMA first, and then under mmap_lock.
    let retries: UInt64

    /// nil where the kernel does not count: CONFIG_PER_VMA_LOCK_STATS.
    init?() {
        var counters: [Substring: UInt64] = [:]
        for line in TextFile.lines("/proc/vmstat") where line.hasPrefix("vma_lock_") {
            let words = line.split(separator: " ")
            if words.count == 2 { counters[words[0]] = UInt64(words[1]) }
        }
        guard let successes = counters["vma_lock_success"], let retries = counters["vma_lock_retry"] else { return nil }
        self.successes = successes
        self.retries = retries
    }
}
