// SPDX-License-Identifier: GPL-2.0-only

/// What makes a file no patch mail.
package enum PatchMailError: Error, Equatable, CustomStringConvertible {
    case missingHeader(file: String, header: String)
    /// The subject has no `[PATCH n/m]`.
    case notAPatch(file: String, subject: String)
    /// A hunk ends before its line counts say so: the file was cut.
    case truncated(file: String, line: Int)

    package var description: String {
        switch self {
        case .missingHeader(let file, let header): "\(file): no \(header): header; is this git format-patch's output?"
        case .notAPatch(let file, let subject): "\(file): the subject has no [PATCH n/m]: \(subject)"
        case .truncated(let file, let line): "\(file):\(line): the hunk is cut short; the file is damaged"
        }
    }
}

/// One mail as `git format-patch` writes it: a patch or the cover letter.
package struct PatchMail: Sendable, Equatable {
    package struct Trailer: Sendable, Equatable {
        package let key: String
        package let value: String
    }

    package let file: String
    package let author: String
    package let date: String
    /// Without the `[PATCH …]`.
    package let subject: String
    package let number: Int
    package let total: Int
    /// 1 unless the subject says `vN`.
    package let version: Int
    package let isRFC: Bool
    /// The message without its trailers, without blank lines at its ends.
    package let body: [String]
    /// The last paragraph of the message, where it consists of `Key: value` lines.
    package let trailers: [Trailer]
    /// From the `diff --git` lines, in order.
    package let touchedFiles: [String]
    /// The sum of the diffstat (`N files changed`), nil when there is none.
    package let statedFileCount: Int?
    package let baseCommit: String?
    /// The file ends with a newline, and git's signature, if there is one, is whole.
    package let endsProperly: Bool

    package var isCover: Bool { number == 0 }

    package init(parsing text: String, file: String) throws(PatchMailError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let headerEnd = lines.firstIndex(of: "") ?? lines.count
        let headers = PatchHeaders(lines[..<headerEnd])
        guard let author = headers["From"] else { throw .missingHeader(file: file, header: "From") }
        guard let date = headers["Date"] else { throw .missingHeader(file: file, header: "Date") }
        guard let full = headers["Subject"] else { throw .missingHeader(file: file, header: "Subject") }
        guard let subject = PatchSubject(full) else { throw .notAPatch(file: file, subject: full) }

        let rest = Array(lines[min(headerEnd + 1, lines.count)...])
        let diffStart = rest.firstIndex { $0.hasPrefix("diff --git ") } ?? rest.count
        let messageEnd =
            rest[..<diffStart].firstIndex { $0 == "---" || $0 == "-- " || $0.hasPrefix("base-commit: ") } ?? diffStart
        let message = PatchMessage(rest[..<messageEnd])
        if let bad = PatchHunks.firstTruncated(in: rest[diffStart...]) {
            throw .truncated(file: file, line: headerEnd + 2 + bad)
        }

        self.file = file
        self.author = author
        self.date = date
        self.subject = subject.text
        number = subject.number
        total = subject.total
        version = subject.version
        isRFC = subject.isRFC
        body = message.body
        trailers = message.trailers
        touchedFiles = rest[diffStart...].compactMap(Self.touchedFile)
        statedFileCount = rest[messageEnd...].compactMap(Self.fileCount).first
        baseCommit = rest.compactMap { $0.textAfter(prefix: "base-commit: ")?.trimmingBlanks }.first
        endsProperly = Self.endsProperly(lines)
    }

    /// `diff --git a/PATH b/PATH`.
    private static func touchedFile(_ line: String) -> String? {
        guard let paths = line.textAfter(prefix: "diff --git a/"), let gap = paths.firstRange(of: " b/") else {
            return nil
        }
        return String(paths[gap.upperBound...])
    }

    /// ` 3 files changed, 10 insertions(+)`.
    private static func fileCount(_ line: String) -> Int? {
        let words = line.split(separator: " ")
        guard line.hasPrefix(" "), words.count >= 3, words[1] == "file" || words[1] == "files",
            words[2].hasPrefix("changed")
        else { return nil }
        return Int(words[0])
    }

    /// A final newline; and where there is git's signature (`-- ` and a version), nothing but blank lines behind it.
    /// That the diff itself is whole, its hunks' counts tell.
    private static func endsProperly(_ lines: [String]) -> Bool {
        guard lines.last == "" else { return false }
        guard let signature = lines.lastIndex(of: "-- ") else { return true }
        let after = lines[(signature + 1)...]
        return after.first?.first?.isASCIIDigit == true && after.dropFirst().allSatisfy(\.isEmpty)
    }

    /// Values of all trailers of that name.
    package func trailers(named key: String) -> [String] {
        trailers.filter { $0.key.lowercased() == key.lowercased() }.map(\.value)
    }
}
