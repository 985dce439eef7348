// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser

/// An address on the command line.
enum QueryAddressArgument {
    static func parse(_ text: String) throws -> UInt {
        let digits = text.hasPrefix("0x") || text.hasPrefix("0X") ? text.dropFirst(2) : text[...]
        // UInt() would take a sign.
        guard digits.first?.isHexDigit == true, let address = UInt(digits, radix: 16) else {
            throw ValidationError("\(text) is no hexadecimal address of up to 64 bits")
        }
        return address
    }
}
