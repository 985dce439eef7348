// SPDX-License-Identifier: GPL-2.0-only

/// What the series is meant to change: `Tests/intended-differences-VERSION.txt`.
///
///     patch: SUBJECT
///     reason: why that is right
///     vgem/*/munmap/*/content: #0 #0 -> #2 #3
///
/// Below each patch are its differences, a line each: the observation, what it is without the series, and what it is with
/// it; `*` stands for any text in each of the three. A `#` at the beginning of a line begins a comment.
package struct IntendedDifferences: Sendable, Equatable {
    /// What one line allows.
    package struct Entry: Sendable, Equatable {
        package let patch: String
        package let reason: String
        /// Of the file, from 1.
        package let line: Int
        package let text: String
        private let observation: TextPattern
        private let before: TextPattern
        private let after: TextPattern

        fileprivate init?(_ text: String, patch: String, reason: String, line: Int) {
            guard let colon = text.firstRange(of: ": "), let arrow = text[colon.upperBound...].firstRange(of: " -> ")
            else { return nil }
            self.patch = patch
            self.reason = reason
            self.line = line
            self.text = text
            observation = TextPattern(text[..<colon.lowerBound])
            before = TextPattern(text[colon.upperBound..<arrow.lowerBound])
            after = TextPattern(text[arrow.upperBound...])
        }

        /// Whether this is one of those that are meant.
        func allows(_ difference: ProbeDifference) -> Bool {
            observation.matches(difference.observation) && before.matches(difference.before)
                && after.matches(difference.after)
        }
    }

    package let entries: [Entry]

    /// Nothing is meant to differ.
    package static let none = IntendedDifferences(entries: [])

    private init(entries: [Entry]) {
        self.entries = entries
    }

    /// - Parameters:
    ///   - file: how messages call it.
    ///   - subjects: of the series' patches: what is meant to differ has a patch that does it.
    /// - Throws: ``LabFailure`` with the line that is wrong.
    package init(parsing text: String, name file: String, subjects: Set<String>) throws(LabFailure) {
        var entries: [Entry] = []
        var patch: String?
        var reason: String?
        var number = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = String(raw.trimmingBlanks)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            if let subject = line.textAfter(prefix: "patch:") {
                let subject = String(subject.trimmingBlanks)
                guard subjects.contains(subject) else {
                    throw LabFailure(.usage, "\(file):\(number): no patch of this series has this subject: \(subject)")
                }
                (patch, reason) = (subject, nil)
            } else if let words = line.textAfter(prefix: "reason:") {
                reason = String(words.trimmingBlanks)
            } else {
                guard let patch, let reason, !reason.isEmpty else {
                    throw LabFailure(
                        .usage, "\(file):\(number): a difference without patch and reason",
                        advice: "lines `patch: SUBJECT` and `reason: TEXT` go before it")
                }
                guard let entry = Entry(line, patch: patch, reason: reason, line: number) else {
                    throw LabFailure(
                        .usage, "\(file):\(number) is no difference: \(line.prefix(80))",
                        advice: "a line is OBSERVATION: BEFORE -> AFTER")
                }
                entries.append(entry)
            }
        }
        self.entries = entries
    }
}
