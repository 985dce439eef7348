// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct BenchBudgetTests {
    private func report(_ text: String) throws -> BenchBudgets.Report {
        try BenchBudgets(text, name: "budgets").check(BenchFixture.document)
    }

    @Test func aBudgetThatIsMetToTheInstructionIsKept() throws {
        let report = try report(
            """
            # what it may take
            6.12 bench off    6 fault/a/fd/read              unpatched
            6.12 bench off  354 lookup/as-started/first-page lookup/as-started/nobody
            6.12 bench off   55 lookup/as-started/registry   0          # alone
            6.12 bench off -173 lookup/as-started/first-page lookup/as-started/procmap-query

            """)
        #expect(report == .init(count: 4))
    }

    @Test func oneInstructionTooManyExceedsIt() throws {
        let report = try report("6.12 bench off 5 fault/a/fd/read unpatched")
        #expect(report.failures == ["6.12, bench, mitigations off: fault/a/fd/read - unpatched <= 5: 1 too many"])
    }

    @Test func aBudgetThatCouldBeSmallerIsToldButNoFailure() throws {
        let report = try report("6.12 bench off 0 fault/a/fd/write unpatched")
        #expect(report.failures == [])
        #expect(report.spares == ["6.12, bench, mitigations off: fault/a/fd/write - unpatched <= 0: 5 to spare"])
    }

    @Test(arguments: [
        "fault/none/fd/read unpatched", "fault/new/fd/read unpatched", "lookup/30000/first-page lookup/30000/none",
    ])
    func whatWasNotMeasuredIsNotWithinItsBudget(figures: String) throws {
        let report = try report("6.12 bench off 99999 \(figures)")
        #expect(report.failures.count == 1 && report.failures[0].hasSuffix("was not measured"))
    }

    @Test func budgetsOfOtherKernelsProfilesAndMitigationsAreNotLookedAt() throws {
        let report = try report(
            """
            7.3 bench off 0 fault/a/fd/read unpatched
            6.12 fast off 0 fault/a/fd/read unpatched
            6.12 bench retpoline 0 fault/a/fd/read unpatched
            """)
        #expect(report == .init())
    }

    @Test func whatWasMeasuredIsAllowedAndNothingMore() throws {
        let document = BenchFixture.document
        let budgets = try BenchBudgets(BenchBudgets.text(of: [document]), name: "budgets")
        #expect(
            budgets.budgets.map(\.line) == [
                "6.12 bench off 6 fault/a/fd/read unpatched", "6.12 bench off -5 fault/a/fd/write unpatched",
                "6.12 bench off 354 lookup/as-started/first-page lookup/as-started/nobody",
                "6.12 bench off 532 lookup/30000/first-page lookup/30000/nobody",
            ])
        #expect(budgets.check(document) == .init(count: 4))
    }

    @Test(arguments: [
        "6.12 bench off 5 fault/a/fd/read", "6.12 bench on 5 fault/a/fd/read unpatched",
        "6.12 bench off five fault/a/fd/read unpatched", "6.12 off 5 fault/a/fd/read unpatched",
        "6.12 bench off 5 fault/a/fd/read - unpatched",
    ])
    func aLineThatIsNoBudgetIsNamed(line: String) {
        #expect {
            try BenchBudgets("\n" + line, name: "budgets")
        } throws: { error in
            guard let failure = error as? LabFailure else { return false }
            return failure.exitCode == .usage && failure.message == "budgets:2: no budget: \(line)"
        }
    }
}
