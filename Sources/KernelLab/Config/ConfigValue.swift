// SPDX-License-Identifier: GPL-2.0-only

/// A value in a kernel configuration.
package enum ConfigValue: Sendable, Hashable {
    /// `is not set`, `n`, or absent.
    case no
    case module
    case yes
    /// Without its quotes and escapes.
    case string(String)
    /// Decimal or hexadecimal, as written.
    case number(String)

    /// Reads what stands behind `CONFIG_X=`; nil when no symbol can have such a value.
    init?(text: some StringProtocol) {
        switch text {
        case "y": self = .yes
        case "m": self = .module
        case "n": self = .no
        default:
            if let string = Self.unquoted(text) {
                self = .string(string)
            } else if Self.isNumber(text) {
                self = .number(String(text))
            } else {
                return nil
            }
        }
    }

    private static func unquoted(_ text: some StringProtocol) -> String? {
        guard text.count >= 2, text.first == "\"", text.last == "\"" else { return nil }
        var result = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if !isEscaped, character == "\\" {
                isEscaped = true
                continue
            }
            if !isEscaped, character == "\"" { return nil }
            result.append(character)
            isEscaped = false
        }
        return isEscaped ? nil : result
    }

    private static func isNumber(_ text: some StringProtocol) -> Bool {
        if let digits = text.textAfter(prefix: "0x") ?? text.textAfter(prefix: "0X") {
            return !digits.isEmpty && digits.allSatisfy(\.isASCIIHexDigit)
        }
        let digits = text.first == "-" ? text.dropFirst() : text.dropFirst(0)
        return !digits.isEmpty && digits.allSatisfy(\.isASCIIDigit)
    }

    /// Whether both mean the same to kconfig: `0x10` and `0X10` do, and so do `"10"` and 10 in a number.
    func means(_ other: ConfigValue) -> Bool {
        if case .number(let one) = self, case .number(let two) = other {
            return one == two || (Self.integer(one) != nil && Self.integer(one) == Self.integer(two))
        }
        return self == other
    }

    private static func integer(_ text: String) -> Int? {
        if let digits = text.lowercased().textAfter(prefix: "0x") { return Int(digits, radix: 16) }
        return Int(text)
    }

    /// As in a .config.
    package var text: String {
        switch self {
        case .no: "n"
        case .module: "m"
        case .yes: "y"
        case .number(let number): number
        case .string(let string):
            "\"" + string.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
    }

    /// The tristate that an expression sees: a string or number is no tristate, so it is `no`.
    var tristate: Tristate {
        switch self {
        case .yes: .yes
        case .module: .module
        case .no, .string, .number: .no
        }
    }
}

/// kconfig's logic: `no` < `module` < `yes`; and is the minimum, or the maximum.
enum Tristate: Int, Sendable, Comparable {
    case no, module, yes

    static func < (left: Tristate, right: Tristate) -> Bool { left.rawValue < right.rawValue }

    static prefix func ! (value: Tristate) -> Tristate {
        switch value {
        case .no: .yes
        case .module: .module
        case .yes: .no
        }
    }

    var letter: String {
        switch self {
        case .no: "n"
        case .module: "m"
        case .yes: "y"
        }
    }
}
