// SPDX-License-Identifier: GPL-2.0-only

/// A text in which `*` stands for any text, and nothing else for anything but itself.
package struct TextPattern: Sendable, Equatable {
    private let parts: [[UInt8]]

    package init(_ text: some StringProtocol) {
        parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Array($0) }
    }

    /// Whether the whole text is of this form.
    package func matches(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let first = parts.first, let last = parts.last, bytes.starts(with: first) else { return false }
        guard parts.count > 1 else { return bytes.count == first.count }
        var position = first.count
        // Each part where it first comes; what is left must end with the last one.
        for part in parts.dropFirst().dropLast() {
            guard let found = Self.find(part, in: bytes, from: position) else { return false }
            position = found + part.count
        }
        return bytes.count - position >= last.count && bytes.suffix(last.count).elementsEqual(last)
    }

    private static func find(_ part: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard bytes.count - start >= part.count else { return nil }
        return (start...bytes.count - part.count).first { bytes[$0..<$0 + part.count].elementsEqual(part) }
    }
}
