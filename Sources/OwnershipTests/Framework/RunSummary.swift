// SPDX-License-Identifier: GPL-2.0-only

/// The sum of a run, and the exit code that follows from it.
public struct RunSummary: Sendable, Equatable {
    public private(set) var passed = 0
    public private(set) var failed = 0
    public private(set) var skipped = 0
    /// Tests that left something behind; they are among `failed`.
    public private(set) var leaks = 0
    /// Why the run ended before its time, if it did.
    public internal(set) var bailOut: String?

    public init() {}

    public mutating func add(_ result: TestResult) {
        switch result.verdict {
        case .passed: passed += 1
        case .failed: failed += 1
        case .skipped: skipped += 1
        }
        if result.leaked { leaks += 1 }
    }

    /// kselftest's: 0 passed, 1 failed, 4 all skipped. A run that did nothing, or not all, has failed.
    public var exitCode: Int32 {
        if failed > 0 || bailOut != nil { return 1 }
        if passed > 0 { return 0 }
        return skipped > 0 ? 4 : 1
    }
}
