// SPDX-License-Identifier: GPL-2.0-only

/// A hunk that `patch` could not place.
package struct RejectedHunk: Sendable, Equatable {
    package let file: String
    /// The first line, from 1, and the count of lines that it expects in the file.
    package let line: Int
    package let length: Int
    /// From the `@@` line on.
    package let lines: [String]

    /// Reads a reject file, as GNU patch writes it for unified diffs.
    package static func hunks(in text: String) -> [RejectedHunk] {
        var hunks: [RejectedHunk] = []
        var file = ""
        var pending: [String] = []
        func finish() {
            guard let head = pending.first, let place = place(head) else { return }
            hunks.append(RejectedHunk(file: file, line: place.line, length: place.length, lines: pending))
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("--- ") {
                finish()
                pending = []
            } else if line.hasPrefix("+++ "), pending.isEmpty {
                file = String(line.dropFirst(4).prefix { $0 != "\t" })
                if file.hasPrefix("b/") {
                    file.removeFirst(2)
                }
            } else if line.hasPrefix("@@ ") {
                finish()
                pending = [line]
            } else if !pending.isEmpty, !line.isEmpty {
                pending.append(line)
            }
        }
        finish()
        return hunks
    }

    /// `@@ -10,7 +10,8 @@`: the old file's side.
    package static func place(_ head: String) -> (line: Int, length: Int)? {
        let words = head.split(separator: " ")
        guard words.count >= 3, words[0] == "@@", words[1].first == "-" else { return nil }
        let numbers = words[1].dropFirst().split(separator: ",").compactMap { Int($0) }
        guard let line = numbers.first else { return nil }
        return (line, numbers.count > 1 ? numbers[1] : 1)
    }
}
