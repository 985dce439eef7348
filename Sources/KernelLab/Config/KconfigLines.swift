// SPDX-License-Identifier: GPL-2.0-only

/// The logical lines of a Kconfig file: continued ones joined, comments and blank ones left out.
struct KconfigLines {
    struct Line: Equatable {
        let text: String
        /// In columns; a tab goes to the next multiple of eight.
        let indentation: Int
        let location: String

        var keywordAndRest: (String, String) {
            let keyword = text.prefix { $0 != " " && $0 != "\t" && $0 != "\"" && $0 != "(" }
            return (String(keyword), text.dropFirst(keyword.count).trimmingBlanks)
        }
    }

    private let lines: [Substring]
    private let path: String
    private var index = 0

    init(text: String, path: String) {
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        self.path = path
    }

    mutating func next() -> Line? {
        while index < lines.count {
            let number = index + 1
            var text = String(lines[index])
            index += 1
            while text.last == "\\", index < lines.count {
                text = text.dropLast() + " " + lines[index].trimmingBlanks
                index += 1
            }
            let trimmed = Self.withoutComment(text).trimmingBlanks
            guard !trimmed.isEmpty else { continue }
            return Line(text: trimmed, indentation: Self.indentation(of: text), location: "\(path):\(number)")
        }
        return nil
    }

    /// A help text ends before the first line that is indented less than its first one.
    mutating func skipHelp(indentation: Int) {
        var own: Int?
        while index < lines.count {
            let line = lines[index]
            if !line.utf8.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
                let depth = Self.indentation(of: line)
                if let own, depth < own { return }
                if own == nil {
                    // Help without any text: the next entry follows at once.
                    guard depth > 0, depth >= indentation else { return }
                    own = depth
                }
            }
            index += 1
        }
    }

    private static func withoutComment(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
        var quote: Character?
        for index in text.indices {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if character == "#" {
                return String(text[..<index])
            }
        }
        return text
    }

    private static func indentation(of line: some StringProtocol) -> Int {
        var columns = 0
        for byte in line.utf8 {
            if byte == UInt8(ascii: " ") {
                columns += 1
            } else if byte == UInt8(ascii: "\t") {
                columns = (columns / 8 + 1) * 8
            } else {
                break
            }
        }
        return columns
    }
}
