// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A mapping with what `/proc/self/smaps` says of it.
struct SmapsEntry {
    let region: MemoryRegion
    /// As `Rss`, `4 kB`, in the file's order.
    let fields: [(name: String, value: String)]

    /// The entries of this process that begin in a range.
    static func read(within range: Range<UInt>) -> [SmapsEntry] {
        parse(TextFile.read("/proc/self/smaps") ?? "", within: range)
    }

    /// The entries in a file's text that begin in a range; lines that are neither a mapping's nor a field's are left out.
    static func parse(_ text: String, within range: Range<UInt> = 0..<UInt.max) -> [SmapsEntry] {
        var entries: [SmapsEntry] = []
        var region: MemoryRegion?
        var fields: [(String, String)] = []
        func close() {
            if let region { entries.append(SmapsEntry(region: region, fields: fields)) }
            (region, fields) = (nil, [])
        }
        // Of bytes: this is read often, and most lines are of other mappings.
        for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
            guard let first = line.first else { continue }
            // Addresses are in lower case, names of fields begin with a capital.
            if UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first {
                guard region != nil else { continue }
                let parts = Substring(line).split(separator: ":", maxSplits: 1)
                if parts.count == 2 { fields.append((String(parts[0]), String(parts[1].trimmingBlanks))) }
            } else {
                close()
                let start = Substring(line.prefix { $0 != UInt8(ascii: "-") })
                guard let start = UInt(start, radix: 16), range.contains(start) else { continue }
                region = try? ProcessMaps.parse(Array(line)).first
            }
        }
        close()
        return entries
    }

    /// A field's value.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
