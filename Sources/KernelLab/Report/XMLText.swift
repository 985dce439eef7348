// SPDX-License-Identifier: GPL-2.0-only

/// Text that XML 1.0 can carry. Control characters are not allowed in it even as `&#27;`.
enum XMLText {
    /// ANSI sequences removed, characters that XML forbids replaced by U+FFFD.
    static func clean(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar.value == 0x1B {
                dropSequence(&scalars)
            } else {
                result.append(isAllowed(scalar) ? scalar : "\u{FFFD}")
            }
        }
        return String(result)
    }

    private static func dropSequence(_ scalars: inout Substring.UnicodeScalarView) {
        guard scalars.first == "[" else { return }
        scalars.removeFirst()
        while let scalar = scalars.first, scalar.value < 0x40, scalar.value >= 0x20 { scalars.removeFirst() }
        if let final = scalars.first, (0x40...0x7E).contains(final.value) { scalars.removeFirst() }
    }

    /// The production `Char` of XML 1.0. Surrogates do not occur in a Swift string.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFFFD: true
        // U+7F...U+9F are allowed but discouraged, and steer terminals.
        case 0x10000...0x10FFFF: scalar.value & 0xFFFE != 0xFFFE
        default: false
        }
    }
}
