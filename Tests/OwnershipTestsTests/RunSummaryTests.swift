// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct RunSummaryTests {
    private static func summary(_ verdicts: [TestResult.Verdict], bailOut: String? = nil) -> RunSummary {
        var summary = RunSummary()
        for (index, verdict) in verdicts.enumerated() {
            summary.add(TestResult(suite: "s", test: "t\(index)", verdict: verdict, milliseconds: 1))
        }
        summary.bailOut = bailOut
        return summary
    }

    @Test func onePassAmongSkipsIsAPass() {
        #expect(Self.summary([.skipped(reason: "no vgem"), .passed]).exitCode == 0)
    }

    @Test func oneFailureFailsTheRun() {
        #expect(Self.summary([.passed, .failed, .passed]).exitCode == 1)
    }

    @Test func nothingButSkipsIsKselftestsFour() {
        #expect(Self.summary([.skipped(reason: "a"), .skipped(reason: "b")]).exitCode == 4)
    }

    @Test func aRunWithoutResultsHasNotPassed() {
        #expect(Self.summary([]).exitCode == 1)
    }

    @Test func aRunThatWasCutShortHasNotPassed() {
        #expect(Self.summary([.passed], bailOut: "interrupted by SIGINT").exitCode == 1)
    }

    @Test func leaksAreCountedAmongTheFailures() {
        var summary = RunSummary()
        summary.add(TestResult(suite: "s", test: "t", verdict: .failed, leaked: true, milliseconds: 1))
        #expect(summary.failed == 1)
        #expect(summary.leaks == 1)
    }
}
