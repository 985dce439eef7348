// SPDX-License-Identifier: GPL-2.0-only

/// How many tests ended how. Only leaves count: a test with subtests is the sum of them.
public struct KTAPTotals: Sendable, Equatable {
    public var passed: Int
    public var failed: Int
    public var skipped: Int
    public var expectedFailures: Int
    public var unexpectedPasses: Int
    public var timedOut: Int
    public var errors: Int
    /// Saturates at `Int.max`.
    public var missing: Int

    public init(
        passed: Int = 0, failed: Int = 0, skipped: Int = 0, expectedFailures: Int = 0, unexpectedPasses: Int = 0,
        timedOut: Int = 0, errors: Int = 0, missing: Int = 0
    ) {
        self.passed = passed
        self.failed = failed
        self.skipped = skipped
        self.expectedFailures = expectedFailures
        self.unexpectedPasses = unexpectedPasses
        self.timedOut = timedOut
        self.errors = errors
        self.missing = missing
    }

    /// Counts the leaves of `tests`.
    public init(_ tests: some Sequence<KTAPTest>) {
        self.init()
        for test in tests {
            if test.children.isEmpty {
                count(test.status)
            } else {
                self = self + KTAPTotals(test.children)
            }
        }
    }

    /// All leaves, whatever became of them; saturates at `Int.max`.
    public var total: Int {
        let sum = passed + failed + skipped + expectedFailures + unexpectedPasses + timedOut + errors
        return sum.saturatingAdd(missing)
    }

    /// The leaves whose status is a failure; saturates at `Int.max`.
    public var failures: Int { (failed + timedOut + errors).saturatingAdd(missing) }

    /// Counts one more test that ended as `status`.
    public mutating func count(_ status: KTAPStatus) {
        switch status {
        case .pass: passed += 1
        case .fail: failed += 1
        case .skip: skipped += 1
        case .expectedFailure: expectedFailures += 1
        case .unexpectedPass: unexpectedPasses += 1
        case .timeout: timedOut += 1
        case .error: errors += 1
        case .missing: missing = missing.saturatingAdd(1)
        }
    }

    public static func + (left: KTAPTotals, right: KTAPTotals) -> KTAPTotals {
        KTAPTotals(
            passed: left.passed + right.passed, failed: left.failed + right.failed,
            skipped: left.skipped + right.skipped, expectedFailures: left.expectedFailures + right.expectedFailures,
            unexpectedPasses: left.unexpectedPasses + right.unexpectedPasses,
            timedOut: left.timedOut + right.timedOut, errors: left.errors + right.errors,
            missing: left.missing.saturatingAdd(right.missing))
    }
}

extension Int {
    /// The sum, or `Int.max` where that is too large: a plan may promise any number of tests.
    func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
