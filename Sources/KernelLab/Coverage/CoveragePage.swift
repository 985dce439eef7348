// SPDX-License-Identifier: GPL-2.0-only

internal import Mustache

/// The lines that each patch has added, with what a run made of them, as one page of HTML.
package struct CoveragePage: Sendable {
    private struct Line {
        let number: Int
        let state: String
        let runs: String
        let branches: String
        let text: String
        let reason: String?
    }

    private struct Part {
        let file: String
        let absence: String?
        let lines: [Line]
    }

    private struct Patch {
        let number: Int
        let subject: String
        let code: Int
        let run: Int
        let missed: Int
        let branches: Int
        let taken: Int
        let parts: [Part]
    }

    private struct Content {
        let title: String
        let summary: String
        let tone: String
        let sign: String
        let policy: String
        let style: String
        let patches: [Patch]
    }

    private let coverage: SeriesCoverage
    private let title: String
    private let summary: String
    private let isPassed: Bool

    package init(_ coverage: SeriesCoverage, title: String, summary: String, isPassed: Bool) {
        self.coverage = coverage
        self.title = title
        self.summary = summary
        self.isPassed = isPassed
    }

    /// The document, UTF-8.
    package func html() throws -> [UInt8] {
        MustacheContentTypes.register(HTMLText(), named: HTMLText.name)
        let template = try MustacheTemplate(string: String(decoding: PackageResources.coverage_mustache, as: UTF8.self))
        let style =
            String(decoding: PackageResources.report_css, as: UTF8.self)
            + String(decoding: PackageResources.coverage_css, as: UTF8.self)
        let content = Content(
            title: title, summary: summary, tone: isPassed ? "good" : "bad", sign: isPassed ? "✓" : "✗",
            policy: PagePolicy(style: style).text, style: style, patches: coverage.patches.map(patch))
        return Array(template.render(content).utf8)
    }

    private func patch(_ patch: SeriesCoverage.Patch) -> Patch {
        Patch(
            number: patch.number, subject: patch.subject, code: patch.codeCount, run: patch.runCount,
            missed: patch.missedCount, branches: patch.branchCount, taken: patch.takenCount,
            parts: patch.parts.map { part in
                Part(
                    file: part.file, absence: part.isBuilt ? nil : absence(part),
                    lines: part.isBuilt ? part.lines.map(line) : [])
            })
    }

    private func absence(_ part: SeriesCoverage.Part) -> String {
        let reasons = part.lines.compactMap { line in
            if case .excused(let entry) = line.fate { coverage.listed.entries[entry].reason } else { nil }
        }
        return "not in this kernel: \(reasons.first ?? "nothing says why")"
    }

    private func line(_ line: SeriesCoverage.Line) -> Line {
        let (state, runs, reason): (String, String, String?) =
            switch line.fate {
            case .run(let count): ("run", "\(count)", nil)
            case .excused(let entry): ("excused", "0", coverage.listed.entries[entry].reason)
            case .missed: ("missed", "0", nil)
            case .noCode: ("none", "", nil)
            }
        let taken = line.branches.count { $0 > 0 }
        return Line(
            number: line.number, state: state, runs: runs,
            branches: line.branches.isEmpty ? "" : "\(taken)/\(line.branches.count)", text: line.text, reason: reason)
    }
}
