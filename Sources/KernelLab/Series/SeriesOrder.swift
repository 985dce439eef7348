// SPDX-License-Identifier: GPL-2.0-only

/// The patches of all versions of the series, by subject: a patch has the same number in each version that has it.
package struct SeriesOrder: Sendable, Equatable {
    /// What the file is called that lies beside the versions' folders.
    package static let fileName = "order"

    /// From patch 1 on.
    package let subjects: [String]

    /// - Parameter text: a subject a line; blank lines and those that begin with `#` do not count.
    package init(parsing text: String) throws(SeriesOrderError) {
        var subjects: [String] = []
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let subject = line.trimmingBlanks
            guard !subject.isEmpty, !subject.hasPrefix("#") else { continue }
            guard !subjects.contains(subject) else { throw .duplicate(line: number, subject: subject) }
            subjects.append(subject)
        }
        guard !subjects.isEmpty else { throw .empty }
        self.subjects = subjects
    }

    /// The number of the patch with a subject, from 1; `nil` where none has it.
    package func number(of subject: String) -> Int? {
        subjects.firstIndex(of: subject).map { $0 + 1 }
    }
}
