// SPDX-License-Identifier: GPL-2.0-only

/// Where the lines of a mail's diff are in the patched files.
package struct MailLines: Sendable {
    package struct Place: Sendable, Equatable {
        package let file: String
        /// From 1; of a removed line, the one that takes its place.
        package let line: Int
    }

    private let places: [Int: Place]

    package init(_ text: String) {
        var places: [Int: Place] = [:]
        var file: String?
        var next = 0
        var old = 0
        var new = 0
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if old > 0 || new > 0 {
                if let file {
                    places[index + 1] = Place(file: file, line: next)
                }
                switch line.first {
                case "-": old -= 1
                case "\\": break
                case "+":
                    new -= 1
                    next += 1
                default:
                    old -= 1
                    new -= 1
                    next += 1
                }
            } else if let path = line.textAfter(prefix: "+++ b/") {
                file = path
            } else if let ranges = Self.ranges(line) {
                (old, next, new) = ranges
            }
        }
        self.places = places
    }

    /// - Parameter mailLine: from 1.
    package subscript(mailLine: Int) -> Place? { places[mailLine] }

    /// `@@ -1,5 +7,6 @@`: lines taken, first line, lines given; a missing count is 1.
    private static func ranges(_ line: Substring) -> (old: Int, next: Int, new: Int)? {
        let words = line.split(separator: " ")
        guard words.count >= 4, words[0] == "@@", words[3] == "@@", words[1].first == "-", words[2].first == "+" else {
            return nil
        }
        let old = words[1].dropFirst().split(separator: ",").map { Int($0) }
        let new = words[2].dropFirst().split(separator: ",").map { Int($0) }
        guard let next = new.first ?? nil, old.first != nil else {
            return nil
        }
        return ((old.count > 1 ? old[1] : 1) ?? 1, next, (new.count > 1 ? new[1] : 1) ?? 1)
    }
}
