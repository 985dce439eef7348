// SPDX-License-Identifier: GPL-2.0-only

/// What `scripts/bloat-o-meter` printed of two objects.
package struct ObjectSize: Sendable, Equatable {
    /// Bytes of code and data.
    package let before: Int
    package let after: Int

    /// - Parameter lines: the last of them is `Total: Before=6177, After=6201, chg +0.39%`.
    package init?(lines: [String]) {
        guard let total = lines.last(where: { $0.hasPrefix("Total: ") }) else {
            return nil
        }
        func number(_ name: String) -> Int? {
            total.firstRange(of: name).flatMap { Int(total[$0.upperBound...].prefix { $0.isASCIIDigit }) }
        }
        guard let before = number("Before="), let after = number("After=") else {
            return nil
        }
        self.before = before
        self.after = after
    }

    package init(before: Int, after: Int) {
        self.before = before
        self.after = after
    }

    package var text: String {
        let change = after - before
        return "\(before) -> \(after) (\(change > 0 ? "+" : "")\(change)) bytes"
    }
}
