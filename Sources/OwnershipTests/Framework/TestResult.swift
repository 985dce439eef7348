// SPDX-License-Identifier: GPL-2.0-only

/// How one test ended.
public struct TestResult: Sendable, Equatable {
    public enum Verdict: Sendable, Equatable {
        case passed
        case failed
        case skipped(reason: String)
    }

    public let suite: String
    public let test: String
    public let verdict: Verdict
    /// What failed, and whatever else the test had to say; one line each.
    public let notes: [String]
    /// Something was left behind: part of why the verdict is `failed`.
    public let leaked: Bool
    /// Wall time, milliseconds.
    public let milliseconds: Double

    public init(
        suite: String, test: String, verdict: Verdict, notes: [String] = [], leaked: Bool = false, milliseconds: Double
    ) {
        self.suite = suite
        self.test = test
        self.verdict = verdict
        self.notes = notes
        self.leaked = leaked
        self.milliseconds = milliseconds
    }
}
