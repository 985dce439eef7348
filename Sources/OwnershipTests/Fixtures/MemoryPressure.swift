// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// A child process that takes nearly all memory there is and gives it back, again and again.
enum MemoryPressure {
    /// What is left to the others, in kilobytes: the kernel is not to kill anybody.
    private static let reserve = 96 * 1024

    /// Until somebody kills this process.
    static func run() -> Never {
        // Should it come to that, then this one.
        TextFile.write("1000", to: "/proc/self/oom_score_adj")
        while true {
            if let available = kilobytes("MemAvailable:"), available > reserve {
                take((available - reserve) * 1024)
            }
            // What the kernel could do without: 2 is for its caches of objects, 4 for no message about it.
            TextFile.write("6", to: "/proc/sys/vm/drop_caches")
        }
    }

    private static func take(_ length: Int) {
        guard let mapping = try? Mapping(anonymous: length) else { return }
        mapping.withMutableBytes { bytes in
            for offset in stride(from: 0, to: bytes.count, by: Page.size) { bytes[offset] = 1 }
        }
    }

    private static func kilobytes(_ name: String) -> Int? {
        let line = TextFile.lines("/proc/meminfo").first { $0.hasPrefix(name) }
        return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
}
