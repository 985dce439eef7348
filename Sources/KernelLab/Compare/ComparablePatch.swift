// SPDX-License-Identifier: GPL-2.0-only

/// A patch as lines that say what it does and why, without what differs in every tree: the ids of blobs, the places
/// of hunks, dates, and the numbers of the mails.
///
/// The form is that in which `git range-diff` compares commits.
package struct ComparablePatch: Sendable, Equatable {
    package let number: Int
    package let subject: String
    /// The author and the message, with their headings.
    package let message: [String]
    /// The changed files, each with a heading.
    package let diff: [String]

    /// - Parameters:
    ///   - text: The mail, as `git format-patch` writes it.
    ///   - file: Its name, for errors.
    package init(parsing text: String, file: String) throws(PatchMailError) {
        let mail = try PatchMail(parsing: text, file: file)
        number = mail.number
        subject = mail.subject
        var message = [" ## Metadata ##", "Author: \(mail.author)", "", " ## Commit message ##", "    " + mail.subject]
        let trailers = mail.trailers.map { "\($0.key): \($0.value)" }
        for paragraph in [mail.body, trailers] where !paragraph.isEmpty {
            message.append("")
            message += paragraph.map { $0.isEmpty ? "" : "    " + $0 }
        }
        self.message = message
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        diff = lines.firstIndex { $0.hasPrefix("diff --git ") }.map { Self.normalized(lines[$0...]) } ?? []
    }

    /// Message and diff, one below the other.
    package var lines: [String] { message + [""] + diff }

    private static func normalized(_ lines: ArraySlice<Substring>) -> [String] {
        var result: [String] = []
        var file = ""
        var heading: Int?
        for line in lines {
            if line == "-- " {
                break
            }
            if line.hasPrefix("diff --git ") {
                file = line.firstRange(of: " b/").map { String(line[$0.upperBound...]) } ?? String(line)
                if !result.isEmpty {
                    result.append("")
                }
                heading = result.count
                result.append(" ## \(file) ##")
            } else if let place = heading, !line.hasPrefix("@@ ") {
                // Between the name and the first hunk: of that only what the change is.
                if let note = note(line) {
                    result[place] = " ## \(file) (\(note)) ##"
                }
            } else if line.hasPrefix("@@ ") {
                heading = nil
                let function = line.dropFirst(3).firstRange(of: "@@").map { line[$0.upperBound...] } ?? ""
                result.append("@@" + (function.isEmpty ? "" : " \(file):\(function)"))
            } else {
                result.append(line.isEmpty ? " " : String(line))
            }
        }
        return result
    }

    private static func note(_ line: Substring) -> String? {
        if line.hasPrefix("new file mode ") {
            return "new"
        }
        if line.hasPrefix("deleted file mode ") {
            return "deleted"
        }
        for prefix in ["rename from ", "new mode "] where line.hasPrefix(prefix) {
            return String(line)
        }
        return nil
    }
}
