// SPDX-License-Identifier: GPL-2.0-only

/// How text is to look where it is printed.
public struct TextStyle: Sendable, Hashable {
    /// How many characters a line may have; nil for any number.
    public let width: Int?

    /// Whether headings are bold.
    public let hasEmphasis: Bool

    /// Creates a style; that of a file by default.
    public init(width: Int? = nil, hasEmphasis: Bool = false) {
        self.width = width
        self.hasEmphasis = hasEmphasis
    }

    func emphasized(_ text: String) -> String {
        hasEmphasis ? "\u{1B}[1m\(text)\u{1B}[0m" : text
    }

    /// In lines that are broken between words, and cut where one word is too long.
    func wrapping(_ text: String) -> [String] {
        guard let width else { return [text] }
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if longer.count > width, !line.isEmpty {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        return (lines + [line]).map(fitting)
    }

    /// At most as long as a line may be.
    func fitting(_ text: String) -> String {
        guard let width, text.count > width else { return text }
        return text.prefix(max(width - 1, 0)) + "…"
    }
}
