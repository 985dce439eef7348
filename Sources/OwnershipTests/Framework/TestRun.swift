// SPDX-License-Identifier: GPL-2.0-only

/// Runs suites in their order and reports each result as it comes.
public struct TestRun {
    private let suites: [Suite]
    private let options: RunOptions
    private let environment: TestEnvironment
    private let reporter: any RunReporter
    private let isInterrupted: () -> String?
    private let announce: (String) -> Void

    /// - Parameters:
    ///   - isInterrupted: asked between tests; a text ends the run with that reason.
    ///   - announce: told `suite/test` before each test, and before anything that the test needs is looked for.
    public init(
        suites: [Suite], options: RunOptions, environment: TestEnvironment, reporter: any RunReporter,
        isInterrupted: @escaping () -> String? = { nil }, announce: @escaping (String) -> Void = { _ in }
    ) {
        let filter = options.filter.resolved(among: suites)
        self.suites = suites.compactMap { $0.filtered(by: filter) }
        self.options = options
        self.environment = environment
        self.reporter = reporter
        self.isInterrupted = isInterrupted
        self.announce = announce
    }

    /// - Throws: what the reporter throws. A test's own errors are its failure.
    public func run() throws -> RunSummary {
        var summary = RunSummary()
        guard !suites.isEmpty else {
            summary.bailOut = "no test matches \(options.filter.patterns.joined(separator: ", "))"
            try reporter.bailOut(summary.bailOut ?? "")
            return summary
        }
        try reporter.begin(suites: suites.count)
        for suite in suites {
            var suiteSummary = RunSummary()
            try reporter.suiteStarted(suite.name, tests: suite.tests.count)
            for test in suite.tests {
                if let reason = isInterrupted() {
                    summary.bailOut = reason
                    try reporter.bailOut(reason)
                    return summary
                }
                announce("\(suite.name)/\(test.name)")
                let result = run(test, of: suite)
                suiteSummary.add(result)
                summary.add(result)
                try reporter.finished(result)
            }
            try reporter.suiteEnded(suite.name, summary: suiteSummary)
        }
        return summary
    }

    private func run(_ test: Test, of suite: Suite) -> TestResult {
        let start = MonotonicClock.now
        func result(_ verdict: TestResult.Verdict, _ notes: [String] = [], leaked: Bool = false) -> TestResult {
            TestResult(
                suite: suite.name, test: test.name, verdict: verdict, notes: notes, leaked: leaked,
                milliseconds: (MonotonicClock.now - start) * 1000)
        }
        for requirement in test.needs {
            if let reason = environment.unmetReason(of: requirement) { return result(.skipped(reason: reason)) }
        }

        let taintBefore = environment.taint()
        let before = environment.snapshot()
        let context = TestContext(environment: environment, options: options)
        var skipReason: String?
        do {
            try test.body(context)
        } catch let skip as SkipTest {
            skipReason = skip.reason
        } catch {
            context.fail("unexpected error: \(error)")
        }
        let leaks = environment.settledDifferences(from: before)
        for leak in leaks { context.fail(leak) }
        if let taintBefore, let taintAfter = environment.taint() {
            for alarm in taintAfter.alarms(since: taintBefore) {
                context.fail("the kernel became tainted: \(alarm); its report is on the console")
            }
        }
        let notes = context.failures + context.notes
        if context.failures.isEmpty {
            return result(skipReason.map { .skipped(reason: $0) } ?? .passed, notes)
        }
        return result(.failed, notes, leaked: !leaks.isEmpty)
    }
}
