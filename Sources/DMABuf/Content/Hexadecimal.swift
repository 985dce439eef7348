// SPDX-License-Identifier: GPL-2.0-only

extension DefaultStringInterpolation {
    /// A number as the kernel and its tools print it: `0x1f000`.
    mutating func appendInterpolation(hexadecimal value: UInt64) {
        appendLiteral("0x")
        appendLiteral(String(value, radix: 16))
    }
}
