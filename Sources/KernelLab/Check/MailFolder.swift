// SPDX-License-Identifier: GPL-2.0-only

/// The mails of a series as text, and everything that can be said of them without a kernel tree.
package struct MailFolder: Sendable {
    /// The text of the `series` file.
    package let seriesText: String
    /// The cover letter, the patches as the series lists them, then every other mail of the folder.
    package let names: [String]
    package let texts: [String: String]
    /// Nil when the `series` file is wrong.
    package let series: PatchSeries?

    private let mails: [String: PatchMail]
    private let findings: [String: [CheckFinding]]

    /// - Parameters:
    ///   - seriesText: the text of the file named `series`.
    ///   - texts: each `.patch` of the folder by name.
    ///   - orderText: the text of the file that numbers the patches; nil when there is none.
    package init(seriesText: String, texts: [String: String], orderText: String? = nil) {
        self.seriesText = seriesText
        self.texts = texts
        var mails: [String: PatchMail] = [:]
        var findings: [String: [CheckFinding]] = [:]
        for (name, text) in texts {
            do throws(PatchMailError) {
                mails[name] = try PatchMail(parsing: text, file: name)
            } catch {
                findings[name, default: []].append(Self.finding(error, name))
            }
        }
        var order: SeriesOrder?
        do throws(SeriesOrderError) {
            order = try orderText.map { text throws(SeriesOrderError) in try SeriesOrder(parsing: text) }
        } catch {
            findings[Self.seriesName, default: []].append(
                CheckFinding(Self.seriesName, message: error.description))
        }
        do throws(SeriesError) {
            let series = try PatchSeries(parsing: seriesText, folder: texts.keys.sorted())
            let read = mails.values.sorted { $0.file < $1.file }
            // A mail that cannot be read is found above; that it "was not read" says nothing more.
            for finding in PatchHygiene.findings(series: series, mails: read, order: order)
            where finding.file == Self.seriesName || mails[finding.file] != nil {
                findings[finding.file, default: []].append(
                    CheckFinding(finding.file, message: "\(finding.rule.rawValue): \(finding.message)"))
            }
            self.series = series
        } catch {
            series = nil
            findings[Self.seriesName, default: []].append(Self.finding(error))
        }
        let listed = series?.entries.map(\.file) ?? []
        let others = texts.keys.filter { !listed.contains($0) }.sorted()
        let covers = others.filter { mails[$0]?.isCover == true }
        names = covers + listed + others.filter { !covers.contains($0) }
        self.mails = mails
        self.findings = findings
    }

    /// What findings call the `series` file.
    static let seriesName = "series"

    /// The house rules on one mail, or on the series as a whole.
    package func houseRules(for name: String) -> CheckOutcome {
        if name != Self.seriesName, series == nil, findings[name] == nil {
            return .skipped(reason: "the series file is wrong")
        }
        return CheckOutcome(findings: findings[name] ?? [])
    }

    /// Whether the mail is the cover letter, which changes nothing.
    package func isCover(_ name: String) -> Bool { mails[name]?.isCover ?? false }

    /// The mail, if it could be read.
    package func mail(_ name: String) -> PatchMail? { mails[name] }

    private static func finding(_ error: PatchMailError, _ name: String) -> CheckFinding {
        switch error {
        case .truncated(_, let line):
            CheckFinding(name, subjectLine: line, message: "the hunk is cut short; the file is damaged")
        case .missingHeader, .notAPatch:
            CheckFinding(name, message: error.description.textAfter(prefix: name + ": ") ?? error.description)
        }
    }

    /// The error's text names the series file, and the line if there is one.
    private static func finding(_ error: SeriesError) -> CheckFinding {
        let text = error.description.textAfter(prefix: seriesName + ":") ?? error.description
        let parts = text.split(separator: ":", maxSplits: 1).map(\.trimmingBlanks)
        guard parts.count == 2, let line = Int(parts[0]) else {
            return CheckFinding(seriesName, message: text.trimmingBlanks)
        }
        return CheckFinding(seriesName, subjectLine: line, message: parts[1])
    }
}
