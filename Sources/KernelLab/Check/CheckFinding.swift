// SPDX-License-Identifier: GPL-2.0-only

/// One thing that keeps a series from being posted, and where it is.
package struct CheckFinding: Sendable, Equatable, Codable, CustomStringConvertible {
    /// The mail, the module's file, or `series`.
    package let subject: String
    /// Line of the subject itself, from 1.
    package var subjectLine: Int?
    /// The file of the kernel tree that it is about, where that is not the subject.
    package var file: String?
    /// Line of that file, from 1.
    package var line: Int?
    package let message: String

    package init(
        _ subject: String, subjectLine: Int? = nil, file: String? = nil, line: Int? = nil, message: String
    ) {
        self.subject = subject
        self.subjectLine = subjectLine
        self.file = file
        self.line = line
        self.message = message
    }

    /// `0001-x.patch:42: mm/memory.c:17: message`, as far as each is known.
    package var description: String {
        var text = Self.place(subject, subjectLine)
        if let file {
            text += Self.place(file, line)
        }
        return text + message
    }

    private static func place(_ name: String, _ line: Int?) -> String {
        line.map { "\(name):\($0): " } ?? "\(name): "
    }
}
