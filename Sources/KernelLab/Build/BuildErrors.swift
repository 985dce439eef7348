// SPDX-License-Identifier: GPL-2.0-only

/// The lines of a build's output that say why it failed.
package enum BuildErrors {
    /// The compiler's, linker's and modpost's errors in the order they came, each with the lines that belong to it; the
    /// end of the output when there is none.
    package static func extract(from lines: [String], limit: Int = 12) -> [String] {
        var found: [String] = []
        var index = lines.startIndex
        while index < lines.endIndex, found.count < limit {
            let line = lines[index]
            index += 1
            guard isError(line) else {
                continue
            }
            found.append(line)
            // The source line and the caret below it.
            while index < lines.endIndex, found.count < limit, isQuotation(lines[index]) {
                found.append(lines[index])
                index += 1
            }
        }
        return found.isEmpty ? Array(lines.suffix(limit)) : found
    }

    private static func isError(_ line: String) -> Bool {
        line.contains(": error:") || line.contains(": fatal error:") || line.contains("undefined reference to")
            || line.hasPrefix("ERROR: modpost:") || line.hasPrefix("error:")
            || (line.hasPrefix("make") && line.contains("*** No rule"))
    }

    /// gcc quotes source as "  120 | text" and marks it as "      | ^~~".
    private static func isQuotation(_ line: String) -> Bool {
        let trimmed = line.drop { $0 == " " }
        return line.hasPrefix(" ") && trimmed.drop { $0.isNumber }.drop { $0 == " " }.hasPrefix("|")
    }
}
