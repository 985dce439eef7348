// SPDX-License-Identifier: GPL-2.0-only

/// This process's mappings, as far as tests need them.
struct AddressSpace {
    /// How many mappings there are.
    static var count: Int { TextFile.lines("/proc/self/maps").count }

    /// The private mappings that can be written to.
    static var writable: [Range<UInt>] {
        TextFile.lines("/proc/self/maps").compactMap { line in
            let fields = line.split(separator: " ", maxSplits: 2)
            guard fields.count == 3, fields[1].hasPrefix("rw"), fields[1].hasSuffix("p") else { return nil }
            return range(fields[0])
        }
    }

    /// The first mapping of that name in /proc/self/maps.
    static func range(named name: String) -> Range<UInt>? {
        for line in TextFile.lines("/proc/self/maps") {
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, fields[5].trimmingBlanks == name else { continue }
            if let range = range(fields[0]) { return range }
        }
        return nil
    }

    /// `start-end`, hexadecimal.
    private static func range(_ text: Substring) -> Range<UInt>? {
        let ends = text.split(separator: "-").compactMap { UInt($0, radix: 16) }
        return ends.count == 2 ? ends[0]..<ends[1] : nil
    }
}
