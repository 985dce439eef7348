// SPDX-License-Identifier: GPL-2.0-only

/// Everything a stream said, once it has ended.
public struct KTAPReport: Sendable, Equatable {
    /// The verdict on a whole stream.
    public enum Outcome: String, Sendable {
        /// At least one test passed and nothing failed.
        case passed
        /// Nothing failed and nothing passed: all tests were skipped, or expected to fail.
        case skipped
        /// A test failed, the bookkeeping is wrong, the producer gave up, or there was no test.
        case failed
    }

    /// The top level of all streams, in order. Results beyond ``KTAPLimits/retainedBytes`` are only in `totals`.
    public var tests: [KTAPTest]
    public var problems: [KTAPProblem]
    /// The text after `Bail out!` (possibly empty), nil where nobody bailed out. A `Bail out!` that `run_kselftest.sh`
    /// passed on behind `# ` ended one program only: that is a problem, not this.
    public var bailOut: String?
    public var totals: KTAPTotals

    /// - Parameter totals: counted from `tests` where nil.
    public init(
        tests: [KTAPTest], problems: [KTAPProblem] = [], bailOut: String? = nil, totals: KTAPTotals? = nil
    ) {
        self.tests = tests
        self.problems = problems
        self.bailOut = bailOut
        self.totals = totals ?? KTAPTotals(tests)
    }

    public var outcome: Outcome {
        if bailOut != nil || totals.failures > 0 || totals.total == 0 { return .failed }
        if problems.contains(where: \.kind.isFailure) { return .failed }
        return totals.passed > 0 || totals.unexpectedPasses > 0 ? .passed : .skipped
    }

    /// Whether something passed and nothing failed. False when all was skipped: ask ``outcome`` to tell that from a
    /// failure.
    public var isPassing: Bool { outcome == .passed }
}
