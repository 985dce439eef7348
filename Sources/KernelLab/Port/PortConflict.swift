// SPDX-License-Identifier: GPL-2.0-only

/// A patch that does not apply to the new kernel, with what is needed to see why.
package struct PortConflict: Sendable, Equatable {
    /// What is wrong in one file.
    package struct Place: Sendable, Equatable {
        package let file: String
        /// What the patch wanted to change and could not.
        package let rejected: [RejectedHunk]
        /// The lines of the new kernel in question, with git's marks where it could tell what collides; numbered.
        package let target: [String]
        /// What has changed there between the two kernels, as a diff.
        package let changes: [String]
    }

    package let state: PortState
    /// From 1.
    package let number: Int
    package let subject: String
    package let places: [Place]

    /// Lines shown of any one thing.
    private static let mostLines = 60

    /// The report, and what to do next.
    ///
    /// - Parameter folder: The port's git folder.
    package func text(folder: String) -> String {
        var lines = ["conflict: patch \(number) of \(state.patches.count), \(name): \(subject)"]
        for place in places {
            lines.append("")
            lines.append("== \(place.file)\(place.rejected.isEmpty ? "" : ": " + Self.list(place.rejected))")
            lines += Self.section("what \(state.from)'s patch wants", place.rejected.flatMap(\.lines))
            lines += Self.section("what is there in \(state.to)", place.target)
            lines += Self.section(
                "what has changed there from \(state.from) to \(state.to); all of it: "
                    + "git diff \(state.fromBase.prefix(12)):\(place.file) \(state.base.prefix(12)):\(place.file)",
                place.changes)
        }
        lines += [
            "", "\(number - 1) of \(state.patches.count) patches are behind. To go on, in \(folder):",
            "    edit, git add FILE …, git am --continue    # the patch in the new kernel's terms",
            "    git am --skip                              # there is nothing left for it to do",
            "    dmabuf-lab port --continue --into \(folder)    # goes on as well, and shows the next conflict like this",
        ]
        return lines.joined(separator: "\n")
    }

    private var name: String { state.patches[number - 1].name }

    /// The one line for the end.
    package func failure(folder: String) -> LabFailure {
        let place = places.first.map { ": \($0.file)\($0.rejected.isEmpty ? "" : ", " + Self.list($0.rejected))" } ?? ""
        return LabFailure(
            .apply, "\(name) does not apply to \(state.to)\(place)",
            advice: "resolve it in \(folder), then git am --continue")
    }

    private static func list(_ hunks: [RejectedHunk]) -> String {
        "hunk" + (hunks.count == 1 ? "" : "s") + " at line " + hunks.map { String($0.line) }.joined(separator: ", ")
    }

    private static func section(_ title: String, _ lines: [String]) -> [String] {
        guard !lines.isEmpty else {
            return []
        }
        let more = lines.count > mostLines ? ["    … \(lines.count - mostLines) more lines"] : []
        return ["-- \(title)"] + lines.prefix(mostLines).map { "    " + $0 } + more
    }

    /// The conflicts that git has marked in a file, each with some lines around, numbered.
    package static func marked(_ text: String, around: Int = 5) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var result: [String] = []
        var start: Int?
        for (index, line) in lines.enumerated() {
            if line.hasPrefix("<<<<<<< ") {
                start = index
            } else if line.hasPrefix(">>>>>>> "), let first = start {
                result += numbered(lines, max(0, first - around)..<min(lines.count, index + around + 1))
                start = nil
            }
        }
        return result
    }

    /// Some lines of a text with their numbers, from 1.
    package static func numbered(_ lines: [String], _ range: Range<Int>) -> [String] {
        range.clamped(to: 0..<lines.count).map { index in
            let number = String(index + 1)
            return String(repeating: " ", count: max(0, 6 - number.count)) + number + "  " + lines[index]
        }
    }

    /// The hunks of a diff that concern lines near some places of the old file.
    package static func near(_ hunks: [RejectedHunk], in diff: [String], distance: Int = 30) -> [String] {
        var result: [String] = []
        var isNear = false
        for line in diff {
            if let place = RejectedHunk.place(line) {
                isNear = hunks.contains { hunk in
                    place.line <= hunk.line + hunk.length + distance
                        && hunk.line <= place.line + place.length + distance
                }
            } else if line.hasPrefix("diff --git ") {
                isNear = false
            }
            if isNear {
                result.append(line)
            }
        }
        return result
    }
}
