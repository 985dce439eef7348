// SPDX-License-Identifier: GPL-2.0-only

/// A number of bytes for people: `12K`, `1.5M`, `64M`; units are powers of 1024.
enum HumanSize {
    /// At most six characters up to 999 TiB. Rounded to the nearest, with one decimal below ten.
    static func text(_ bytes: UInt64) -> String {
        guard bytes >= 1024 else { return bytes == 0 ? "0" : "\(bytes)B" }
        var (value, unit) = (Double(bytes) / 1024, 0)
        let units = ["K", "M", "G", "T", "P", "E"]
        // What would be rounded to 1024 is one of the next unit.
        while value.rounded() >= 1024, unit + 1 < units.count {
            value /= 1024
            unit += 1
        }
        let tenths = Int((value * 10).rounded())
        guard tenths < 100, !tenths.isMultiple(of: 10) else { return "\(Int(value.rounded()))\(units[unit])" }
        return "\(tenths / 10).\(tenths % 10)\(units[unit])"
    }
}
