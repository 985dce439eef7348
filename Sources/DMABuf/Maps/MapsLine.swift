// SPDX-License-Identifier: GPL-2.0-only

/// Reads one line of `/proc/PID/maps`: `start-end mode offset major:minor inode name`.
struct MapsLine {
    private var rest: ArraySlice<UInt8>

    /// The region of a line without its newline, or nil if it is no such line.
    static func region(_ line: ArraySlice<UInt8>) -> MemoryRegion? {
        var reader = MapsLine(rest: line)
        guard let start = reader.hexadecimal(), reader.take("-"), let end = reader.hexadecimal(), start < end,
            reader.take(" "), let mode = reader.mode(), reader.take(" "), let offset = reader.hexadecimal(),
            reader.take(" "), let major = reader.hexadecimal(), reader.take(":"), let minor = reader.hexadecimal(),
            reader.take(" "), let inode = reader.number(radix: 10),
            let major = UInt32(exactly: major), let minor = UInt32(exactly: minor),
            reader.rest.isEmpty || reader.take(" ")
        else { return nil }
        // The kernel pads to a column, but a name may start with blanks of its own: that cannot be told apart, as
        // with any reader of this file. What follows, blanks included, is the name.
        let name = reader.rest.drop { $0 == UInt8(ascii: " ") }
        return MemoryRegion(
            range: UInt(start)..<UInt(end), protection: mode.protection, isShared: mode.isShared, offset: offset,
            deviceMajor: major, deviceMinor: minor, inode: inode,
            name: name.isEmpty ? nil : String(decoding: name, as: UTF8.self))
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func hexadecimal() -> UInt64? {
        number(radix: 16)
    }

    private mutating func number(radix: UInt64) -> UInt64? {
        var value: UInt64?
        while let byte = rest.first, let digit = Self.digit(byte), digit < radix {
            let (product, tooLarge) = (value ?? 0).multipliedReportingOverflow(by: radix)
            let (sum, overflow) = product.addingReportingOverflow(digit)
            if tooLarge || overflow { return nil }
            value = sum
            rest.removeFirst()
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        default: nil
        }
    }

    private mutating func mode() -> (protection: Protection, isShared: Bool)? {
        guard rest.count >= 4 else { return nil }
        var protection: Protection = []
        let rights: [(Unicode.Scalar, Protection)] = [("r", .read), ("w", .write), ("x", .execute)]
        for (letter, right) in rights {
            if take(letter) {
                protection.insert(right)
            } else if !take("-") {
                return nil
            }
        }
        if take("s") { return (protection, true) }
        return take("p") ? (protection, false) : nil
    }
}
