// SPDX-License-Identifier: GPL-2.0-only

/// One thing about a patch that its reviewers would object to.
package struct PatchFinding: Sendable, Equatable, CustomStringConvertible {
    package enum Rule: String, Sendable, CaseIterable {
        case numbering
        case coverLetter = "cover-letter"
        case unlisted
        case subject
        case body
        case fixes
        case signedOff = "signed-off"
        case unwantedTrailer = "unwanted-trailer"
        case author
        case diff
        case fileEnd = "file-end"
        case baseCommit = "base-commit"
    }

    package let file: String
    package let rule: Rule
    package let message: String

    package var description: String { "\(file): \(rule.rawValue): \(message)" }
}

/// The house rules for patches, beyond what the tree's own checkpatch.pl says.
package enum PatchHygiene {
    /// Longest subject without its `[PATCH …]`, as Documentation/process/submitting-patches.rst has it.
    static let longestSubject = 75

    /// - Parameters:
    ///   - mails: all mails of the folder, the cover letter among them, in any order.
    ///   - order: what numbers the patches; nil when they are numbered as they are listed.
    ///   - author: what every `From:` must be; nil when they only have to be the same.
    package static func findings(
        series: PatchSeries, mails: [PatchMail], order: SeriesOrder? = nil, author: String? = nil
    ) -> [PatchFinding] {
        let patches = series.entries.compactMap { entry in mails.first { $0.file == entry.file } }
        var findings = series.unlisted.map {
            PatchFinding(file: $0, rule: .unlisted, message: "the series does not list it")
        }
        findings += cover(series: series, mails: mails)
        findings += numbering(series: series, mails: mails)
        findings += places(patches, order: order)
        let total = order?.subjects.count ?? series.entries.count
        findings += mails.filter { $0.total != total }.map { mail in
            let whole = order == nil ? "the series" : "the \(SeriesOrder.fileName)"
            return PatchFinding(
                file: mail.file, rule: .numbering,
                message: "says \(mail.number)/\(mail.total), but \(whole) has \(total) patches")
        }
        let expected = author ?? patches.first?.author
        for mail in mails {
            findings += each(mail)
            if let expected, mail.author != expected {
                findings.append(
                    PatchFinding(file: mail.file, rule: .author, message: "is from \(mail.author), not \(expected)"))
            }
        }
        return findings
    }

    private static func cover(series: PatchSeries, mails: [PatchMail]) -> [PatchFinding] {
        let covers = mails.filter(\.isCover)
        guard covers.count == 1, let cover = covers.first else {
            return [
                PatchFinding(
                    file: series.name, rule: .coverLetter,
                    message: covers.isEmpty
                        ? "there is no 0000-cover-letter.patch" : "there are \(covers.count) cover letters")
            ]
        }
        var findings: [PatchFinding] = []
        if series.entries.contains(where: { $0.file == cover.file }) {
            findings.append(
                PatchFinding(file: cover.file, rule: .coverLetter, message: "the series must not list the cover letter")
            )
        }
        for mark in ["*** SUBJECT HERE ***", "*** BLURB HERE ***"] where (cover.body + [cover.subject]).contains(mark) {
            findings.append(PatchFinding(file: cover.file, rule: .coverLetter, message: "still says \(mark)"))
        }
        return findings
    }

    /// A number is a patch's place in the order; where there is none, in the series.
    private static func places(_ patches: [PatchMail], order: SeriesOrder?) -> [PatchFinding] {
        func finding(_ mail: PatchMail, _ message: String) -> PatchFinding {
            PatchFinding(file: mail.file, rule: .numbering, message: message)
        }
        guard let order else {
            return patches.enumerated().filter { $0.element.number != $0.offset + 1 }.map { index, mail in
                finding(mail, "is number \(mail.number), but the series has it at \(index + 1)")
            }
        }
        var findings: [PatchFinding] = []
        for (before, mail) in zip([nil] + patches, patches) {
            guard let number = order.number(of: mail.subject) else {
                findings.append(finding(mail, "the \(SeriesOrder.fileName) has no patch \"\(mail.subject)\""))
                continue
            }
            if mail.number != number {
                findings.append(
                    finding(mail, "is number \(mail.number), but the \(SeriesOrder.fileName) has it at \(number)"))
            }
            if let before, let last = order.number(of: before.subject), last > number {
                findings.append(finding(mail, "is listed after number \(last)"))
            }
        }
        return findings
    }

    private static func numbering(series: PatchSeries, mails: [PatchMail]) -> [PatchFinding] {
        var findings: [PatchFinding] = []
        func find(_ file: String, _ message: String) {
            findings.append(PatchFinding(file: file, rule: .numbering, message: message))
        }
        for entry in series.entries where !mails.contains(where: { $0.file == entry.file }) {
            find(entry.file, "is listed, but was not read")
        }
        for mail in mails {
            if let prefix = Int(mail.file.prefix(while: \.isASCIIDigit)), prefix != mail.number {
                find(mail.file, "its name begins with \(prefix), its subject says \(mail.number)")
            }
        }
        if Set(mails.map(\.version)).count > 1 {
            find(
                series.name,
                "mails of several versions: \(Set(mails.map(\.version)).sorted().map { "v\($0)" }.joined(separator: ", "))"
            )
        }
        return findings
    }

    private static func each(_ mail: PatchMail) -> [PatchFinding] {
        var findings = subject(mail) + trailers(mail)
        func find(_ rule: PatchFinding.Rule, _ message: String) {
            findings.append(PatchFinding(file: mail.file, rule: rule, message: message))
        }
        if mail.body.isEmpty { find(.body, "the message is empty: say why") }
        if !mail.isCover {
            if mail.touchedFiles.isEmpty { find(.diff, "changes nothing") }
            if let stated = mail.statedFileCount, stated != mail.touchedFiles.count {
                find(.diff, "the diffstat has \(stated) files, the diff \(mail.touchedFiles.count)")
            }
        }
        if !mail.endsProperly { find(.fileEnd, "does not end with a newline, or its signature is cut") }
        if let base = mail.baseCommit, base.count != 40 || !base.allSatisfy(\.isASCIIHexDigit) {
            find(.baseCommit, "base-commit is no commit id: \(base)")
        }
        return findings
    }

    private static func subject(_ mail: PatchMail) -> [PatchFinding] {
        var messages: [String] = []
        if mail.subject.count > longestSubject {
            messages.append("has \(mail.subject.count) characters, at most \(longestSubject) are allowed")
        }
        if mail.subject.firstRange(of: ": ") == nil { messages.append("has no \"subsystem: \" before the summary") }
        if mail.subject.hasSuffix(".") { messages.append("ends with a full stop") }
        return messages.map { PatchFinding(file: mail.file, rule: .subject, message: $0) }
    }

    private static func trailers(_ mail: PatchMail) -> [PatchFinding] {
        var findings: [PatchFinding] = []
        let signed =
            mail.trailers(named: "Signed-off-by") + mail.body.filter { $0.lowercased().hasPrefix("signed-off-by:") }
        if !signed.isEmpty {
            findings.append(
                PatchFinding(
                    file: mail.file, rule: .signedOff,
                    message: "carries a Signed-off-by: only the person who submits the series may add it"))
        }
        for key in ["Change-Id", "Co-authored-by"] where !mail.trailers(named: key).isEmpty {
            findings.append(
                PatchFinding(file: mail.file, rule: .unwantedTrailer, message: "\(key) is not used in the kernel"))
        }
        for value in mail.trailers(named: "Fixes") where !isFixes(value) {
            findings.append(
                PatchFinding(
                    file: mail.file, rule: .fixes,
                    message: "Fixes must be 12 or more hex digits and (\"title\"): \(value)"))
        }
        return findings
    }

    /// `11d5a4745e00 ("drm/shmem-helper: …")`.
    static func isFixes(_ value: String) -> Bool {
        let commit = value.prefix { $0 != " " }
        let title = value.dropFirst(commit.count)
        return (12...40).contains(commit.count) && commit.allSatisfy { $0.isASCIIHexDigit && !$0.isUppercase }
            && title.hasPrefix(" (\"") && title.hasSuffix("\")") && title.count > 5
    }
}
