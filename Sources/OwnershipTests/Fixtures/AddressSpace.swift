// SPDX-License-Identifier: GPL-2.0-only

/// This process's mappings, as far as tests need them.
struct AddressSpace {
    /// The first mapping of that name in /proc/self/maps.
    static func range(named name: String) -> Range<UInt>? {
        for line in TextFile.lines("/proc/self/maps") {
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, fields[5].trimmingBlanks == name else { continue }
            let ends = fields[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
            if ends.count == 2 { return ends[0]..<ends[1] }
        }
        return nil
    }
}
