// SPDX-License-Identifier: GPL-2.0-only

/// One line of the kernel's console, its printk prefix taken apart.
package struct ConsoleLine: Sendable, Equatable {
    /// Line of the console, from 1. Two messages glued together on one line share its number.
    package let number: Int
    /// The line as printed, without its end, control characters removed.
    package let raw: String
    /// printk level 0...7, when the console prints `<N>`.
    package let level: Int?
    /// Seconds since the kernel's start, when the console prints `[    1.234567]`.
    package let seconds: Double?
    /// `T123` (task) or `C1` (CPU), when the kernel prints callers.
    package let caller: String?
    /// The message.
    package let text: String

    /// Takes the prefix of `raw` apart. Text without a prefix is a message with no level, time or caller.
    package init(number: Int, raw: String) {
        self.number = number
        self.raw = raw
        var rest = Substring(raw)
        level = Self.takeLevel(&rest)
        seconds = Self.takeStamp(&rest)
        caller = seconds == nil ? nil : Self.takeCaller(&rest)
        if seconds != nil || level != nil, rest.first == " " {
            rest = rest.dropFirst()
        }
        text = String(rest)
    }

    /// `<6>` or the larger numbers of /dev/kmsg's facility (`<30>`).
    private static func takeLevel(_ rest: inout Substring) -> Int? {
        guard rest.first == "<", let end = rest.prefix(5).firstIndex(of: ">") else { return nil }
        let digits = rest[rest.index(after: rest.startIndex)..<end]
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), let value = Int(digits) else { return nil }
        rest = rest[rest.index(after: end)...]
        return value & 7
    }

    /// `[    1.234567]`: blanks, digits, a dot, six digits.
    private static func takeStamp(_ rest: inout Substring) -> Double? {
        guard rest.first == "[", let end = rest.prefix(24).firstIndex(of: "]") else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<end].drop { $0 == " " }
        let parts = inside.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].count == 6 else { return nil }
        guard parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }), let value = Double(inside) else { return nil }
        rest = rest[rest.index(after: end)...]
        return value
    }

    /// `[    T1]` or `[C0]`, directly behind the stamp.
    private static func takeCaller(_ rest: inout Substring) -> String? {
        guard rest.first == "[", let end = rest.prefix(16).firstIndex(of: "]") else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<end].drop { $0 == " " }
        guard let kind = inside.first, kind == "T" || kind == "C" else { return nil }
        let digits = inside.dropFirst()
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        rest = rest[rest.index(after: end)...]
        return String(inside)
    }
}

extension Character {
    /// A decimal digit of ASCII; `isNumber` would take other scripts' digits and fractions.
    var isASCIIDigit: Bool {
        self >= "0" && self <= "9"
    }

    /// A hexadecimal digit of ASCII.
    var isASCIIHexDigit: Bool {
        isASCIIDigit || (self >= "a" && self <= "f") || (self >= "A" && self <= "F")
    }
}
