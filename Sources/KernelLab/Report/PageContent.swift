// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KTAP

/// All that the page's template asks for, by the names it has there.
struct PageContent {
    struct Link {
        let target: String
        let label: String
    }

    struct Fact {
        let fact: String
        let value: String
        let isCode: Bool
    }

    struct Step {
        let step: String
        let outcome: String
        let time: String
    }

    struct Line {
        let anchor: String
        let ktap: String
    }

    /// Failures shown with all they have; then those of which the line is shown.
    private static let mostFailures = 100
    private static let mostLines = 500
    private static let mostReports = 20

    // What the document is and may do.
    let title: String
    let policy: String
    let style: String
    let script: String
    // The verdict.
    let tone: String
    let sign: String
    let summary: String
    let exitCode: Int32
    let headline: String
    let others: [String]
    let contents: [Link]
    // The run.
    let facts: [Fact]
    let steps: [Step]
    let files: [String]
    let hasFiles: Bool
    // The results.
    let hasResults: Bool
    let whyNoResults: String
    let consoleEnd: String?
    let suites: PageSuites?
    let matrix: PageMatrix?
    let reports: [PageReport]
    let hasReports: Bool
    let moreReports: String?
    let failures: [PageFailure]
    let hasFailures: Bool
    let moreFailures: [Line]
    let hasMoreFailures: Bool
    let failuresLeftOut: String?
    let problems: [String]
    let hasProblems: Bool
    let skips: [PageSkip]
    let hasSkips: Bool
    let moreSkips: String?
    let log: [PageLog]
    let hasLog: Bool

    init(_ report: RunReport, style: String, script: String) {
        self.style = style
        self.script = script
        policy = PagePolicy(style: style, script: script).text
        let verdict = report.verdict
        title = "\(report.context.kernelRelease ?? "no kernel"), \(report.context.profile)"
        (tone, sign) =
            verdict.isPassed ? ("good", "✓") : verdict.exitCode == .allSkipped ? ("odd", "–") : ("bad", "✗")
        let words = verdict.exitCode.summary
        summary = words.prefix(1).uppercased() + words.dropFirst()
        exitCode = verdict.exitCode.rawValue
        headline = verdict.headline
        others = verdict.others.map(\.message)
        facts = Self.facts(report)
        steps = report.context.steps.map {
            Step(step: $0.name, outcome: $0.outcome, time: ConsoleOutput.text(.seconds($0.seconds)))
        }
        // The reports of the kernel are linked where they are shown.
        files = report.files.filter { !$0.hasPrefix("splat-") }
        hasFiles = !files.isEmpty

        let leaves = report.results.map { TestLeaf.leaves(of: $0) } ?? []
        hasResults = !leaves.isEmpty
        whyNoResults = "The run did not come to any test: \(verdict.headline)."
        consoleEnd =
            report.lastConsoleLines.isEmpty
            ? nil : report.lastConsoleLines.map(BoundedText.cut).joined(separator: "\n")
        var anchors = PageAnchors()
        (reports, moreReports) = Self.reports(report, anchors: &anchors)
        hasReports = !reports.isEmpty

        // Places first: the tables above link to what stands below.
        var places: [Int: String] = [:]
        let failed = leaves.enumerated().filter { $0.element.test.status.isFailure }
        failures = failed.prefix(Self.mostFailures).map { index, leaf in
            let place = anchors.place(for: leaf.fullName)
            places[index] = place
            return PageFailure(
                leaf, anchor: place, console: report.console, repeating: report.context.repeatCommand)
        }
        moreFailures = failed.dropFirst(Self.mostFailures).prefix(Self.mostLines).map { index, leaf in
            let place = anchors.place(for: leaf.fullName)
            places[index] = place
            return Line(anchor: place, ktap: TestLines(leaf.test, limit: 2).text)
        }
        hasFailures = !failed.isEmpty
        hasMoreFailures = !moreFailures.isEmpty
        let leftOut = failed.count - failures.count - moreFailures.count
        failuresLeftOut = leftOut > 0 ? "\(leftOut) more failures are left out here." : nil

        let matrix = report.results.flatMap { ExporterMatrix($0) }
        log = (matrix?.rows ?? []).map { row in
            PageLog(row, places: &places) { anchors.place(for: $0) }
        }
        hasLog = !log.isEmpty
        self.matrix = matrix.flatMap { $0.rows.isEmpty && $0.strays.isEmpty ? nil : PageMatrix($0, places: places) }

        let (skips, moreReasons) = PageSkip.all(of: leaves)
        self.skips = skips
        hasSkips = !skips.isEmpty
        moreSkips = moreReasons > 0 ? "\(moreReasons) more reasons are left out here." : nil
        let allProblems = report.results?.problems ?? []
        problems = allProblems.prefix(50).map { "results.ktap:\($0.line): \(BoundedText.cut($0.message))" }
        hasProblems = !problems.isEmpty

        let links = Self.suiteLinks(report.results, leaves: leaves, places: places)
        suites = report.results.flatMap { $0.tests.isEmpty ? nil : PageSuites($0, links: links) }
        var contents: [Link] = []
        func add(_ target: String, _ label: String, if isThere: Bool) {
            if isThere { contents.append(Link(target: target, label: label)) }
        }
        add("end", "How the console ended", if: consoleEnd != nil)
        add("suites", "Suites", if: suites != nil)
        add("matrix", "Exporters", if: self.matrix != nil)
        add("reports", "Kernel reports (\(report.splats.count + report.ignoredSplats.count))", if: hasReports)
        add("failures", "Failures (\(failed.count))", if: hasFailures)
        add("problems", "Problems (\(allProblems.count))", if: hasProblems)
        add("skips", "Skipped (\(leaves.count { $0.test.status == .skip }))", if: hasSkips)
        add("log", "Results of the exporters", if: hasLog)
        self.contents = contents
    }

    private static func facts(_ report: RunReport) -> [Fact] {
        let context = report.context
        var facts: [(String, String?, Bool)] = [
            ("kernel", context.kernelRelease, false), ("profile", context.profile, false),
            ("command", context.command, true), ("started", JUnitTime.timestamp(context.started), false),
        ]
        let duration = context.duration.isFinite ? max(0, min(context.duration, 1e9)) : 0
        facts.append(("took", ConsoleOutput.text(.seconds(duration)), false))
        facts.append(("host", context.hostname, false))
        if !report.verdict.isPassed, let test = report.console?.unfinishedTest {
            facts.append(("last begun", "\(BoundedText.cut(test)): the guest ended while it ran", false))
        }
        return facts.compactMap { name, value, isCode in value.map { Fact(fact: name, value: $0, isCode: isCode) } }
    }

    private static func reports(_ report: RunReport, anchors: inout PageAnchors) -> ([PageReport], String?) {
        var all: [(splat: SplatReport, excerpt: ConsoleExcerpt, file: String?, reason: String?)] = []
        for (index, splat) in report.splats.enumerated() {
            let trace = report.traces.indices.contains(index) ? report.traces[index] : ConsoleExcerpt(splat: splat)
            let file = "splat-\(index + 1).txt"
            all.append((splat, trace, report.files.contains(file) ? file : nil, nil))
        }
        all += report.ignoredSplats.map { ($0.report, ConsoleExcerpt(splat: $0.report), nil, $0.reason) }
        // One defect can report itself a hundred times.
        var titles: [String] = []
        for splat in all where !titles.contains(splat.splat.title) { titles.append(splat.splat.title) }
        let shown = titles.prefix(mostReports).compactMap { title -> PageReport? in
            let alike = all.filter { $0.splat.title == title }
            guard let first = alike.first else { return nil }
            return PageReport(
                first.splat, anchor: anchors.place(for: "report"), file: first.file,
                others: alike.dropFirst().map(\.splat), excerpt: first.excerpt, console: report.console,
                ignoredBecause: first.reason)
        }
        let more = titles.count - shown.count
        return (shown, more > 0 ? "\(more) more titles are left out here." : nil)
    }

    /// For each suite the place of its first failure, or of the matrix.
    private static func suiteLinks(_ report: KTAPReport?, leaves: [TestLeaf], places: [Int: String]) -> [String?] {
        var first = 0
        return (report?.tests ?? []).map { suite in
            let count = TestLeaf.leaves(of: KTAPReport(tests: [suite])).count
            defer { first += count }
            if suite.name == ExporterMatrix.suite { return "matrix" }
            return (first..<first + count).first { leaves[$0].test.status.isFailure && places[$0] != nil }
                .flatMap { places[$0] }
        }
    }
}
