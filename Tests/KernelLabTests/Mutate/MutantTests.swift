// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("Mutants")
struct MutantTests {
    static func text(killedBy: [String] = ["rights/*", "console"], title: String = "rights not checked") -> String {
        """
        From: Mutant <mutant@localhost>
        Date: Thu, 1 Jan 1970 00:00:00 +0000
        Subject: [PATCH] mutant: \(title)

        Anybody may write.

        \(killedBy.map { "Killed-by: \($0)\n" }.joined())SPDX-License-Identifier: GPL-2.0-only
        ---
        diff --git a/mm/a.c b/mm/a.c
        --- a/mm/a.c
        +++ b/mm/a.c
        @@ -1,2 +1,1 @@
         int a;
        -int b;

        """
    }

    static func mutant(_ name: String = "a", killedBy: [String] = ["rights/*", "console"]) throws -> Mutant {
        try Mutant(parsing: text(killedBy: killedBy), path: FilePath("/mutants/\(name).patch"))
    }

    private func boot(passed: [String] = [], failed: [String] = [], troubles: [String] = []) -> PrefixBoot {
        PrefixBoot(passed: passed, failed: failed, skipped: 0, troubles: troubles, folder: "/results")
    }

    @Test func aFileSaysWhatIsWrongAndWhoSeesIt() throws {
        let mutant = try Self.mutant()
        #expect(mutant.name == "a")
        #expect(mutant.title == "rights not checked")
        #expect(mutant.touched == ["mm/a.c"])
        #expect(mutant.killers == ["rights/*", "console"])
        #expect(mutant.filters == ["rights/*"])
    }

    @Test func aFileThatNobodyIsMeantToSeeIsRefused() {
        #expect(throws: LabFailure.self) { try Self.mutant(killedBy: []) }
    }

    @Test func whatEverythingSeesRunsEverything() throws {
        let mutant = try Self.mutant(killedBy: ["*"])
        #expect(mutant.filters.isEmpty)
        #expect(mutant.isMeantToFail("any/test"))
    }

    @Test func aFailureOfAMeantCheckKillsIt() throws {
        let record = MutantRecord(try Self.mutant(), boot(passed: ["rights/b"], failed: ["other/a", "rights/a/deep"]))
        #expect(record.fate == .killed)
        #expect(record.evidence == "rights/a/deep")
    }

    @Test func aFailureOfAnotherCheckDoesNot() throws {
        #expect(MutantRecord(try Self.mutant(), boot(failed: ["other/a"])).fate == .killedByOthers)
    }

    @Test func theConsoleKillsOnlyWhatMayShowThere() throws {
        let trouble = boot(passed: ["rights/a"], troubles: ["BUG: KASAN"])
        #expect(MutantRecord(try Self.mutant(), trouble).fate == .killed)
        #expect(MutantRecord(try Self.mutant(killedBy: ["rights/*"]), trouble).fate == .killedByOthers)
    }

    @Test func whatPassesSurvives() throws {
        let record = MutantRecord(try Self.mutant(), boot(passed: ["rights/a"]))
        #expect(record.fate == .survived)
        #expect(!record.check.outcome.findings.isEmpty)
    }

    @Test func oneSurvivorMakesTheRunRed() throws {
        let killed = MutantRecord(try Self.mutant("a"), boot(failed: ["rights/a"]))
        let survivor = MutantRecord(try Self.mutant("b"), boot(passed: ["rights/a"]))
        #expect(MutationReport(kernel: "6.12.1", records: [killed]).exitCode == .passed)
        let report = MutationReport(kernel: "6.12.1", records: [killed, survivor])
        #expect(report.exitCode == .testsFailed)
        #expect(report.summary == "mutate: 1 of 2 killed")
        #expect(try report.render().contains("not ok 2 b"))
    }
}

@Suite("Which mutants")
struct MutationScopeTests {
    private let mutants: [Mutant]

    init() throws {
        mutants = try ["alpha", "beta", "gamma", "gamut"].map { try MutantTests.mutant($0) }
    }

    private func names(_ change: (inout MutationScope) -> Void) throws -> [String] {
        var scope = MutationScope(folder: "/mutants")
        change(&scope)
        return try scope.choose(from: mutants).map(\.name)
    }

    @Test func allUnlessTheyAreNamed() throws {
        #expect(try names { _ in } == ["alpha", "beta", "gamma", "gamut"])
        #expect(try names { $0.names = ["gam*", "beta"] } == ["beta", "gamma", "gamut"])
    }

    @Test func aNameThatFitsNoneIsRefused() {
        #expect(throws: LabFailure.self) { try names { $0.names = ["alpha", "delta"] } }
    }

    @Test func theSameSeedDrawsTheSame() throws {
        let first = try names {
            $0.count = 2; $0.seed = 7
        }
        #expect(first.count == 2)
        #expect(
            try names {
                $0.count = 2; $0.seed = 7
            } == first)
        #expect(
            try Set(
                (0..<20).map { seed in
                    try names {
                        $0.count = 2; $0.seed = UInt64(seed)
                    }
                }
            ).count > 1)
        #expect(try names { $0.count = 9 }.count == 4)
    }
}

@Suite("The mutants of this repository")
struct RepositoryMutantsTests {
    @Test func eachIsWellFormed() throws {
        let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("Mutants")
        let mutants = try Mutant.all(in: folder)
        #expect(mutants.count >= 60)
        #expect(Set(mutants.map(\.title)).count == mutants.count)
    }
}

@Suite("Generated mutants")
struct MutantGeneratorTests {
    private func texts(_ line: String) -> [String] {
        MutantGenerator().variants(of: line).map(\.text)
    }

    @Test func aConditionIsInvertedAndItsOperatorsMistaken() {
        #expect(
            texts("\tif (a && b(c) < d)") == [
                "\tif (!(a && b(c) < d))", "\tif (a && b(c) <= d)", "\tif (a || b(c) < d)",
            ])
        #expect(texts("\t} else if (a) {") == ["\t} else if (!(a)) {"])
    }

    @Test func aConditionThatGoesOnIsLeftWhole() {
        #expect(texts("\tif (a ||") == [])
        #expect(texts("\tif (a) b(c)") == [])
    }

    @Test func aCallIsLeftOutAndAnErrorChanged() {
        #expect(texts("\t\tdma_buf_put(next);") == ["\t\t;"])
        #expect(texts("\t\treturn ERR_PTR(-ERANGE);") == ["\t\treturn ERR_PTR(-EBADF);"])
        #expect(texts("\treturn -EINVAL;") == ["\treturn -EBADF;"])
    }

    @Test(arguments: ["\t/* a == b */", "\t * a == b", "static int a == b;", "\t.open = NULL,", "", "\t"])
    func whatIsNoStatementIsLeftAlone(_ line: String) {
        #expect(texts(line).isEmpty)
    }

    @Test func onlyLinesThatTheSeriesAddsAreMutated() {
        let before = "int f(void)\n{\n\tif (a)\n\t\tg();\n}\n"
        let after = "int f(void)\n{\n\tif (a)\n\t\tg();\n\tif (b)\n\t\th();\n}\n"
        let mutants = MutantGenerator().mutants(of: "mm/a.c", before: before, after: after)
        #expect(mutants.map(\.name) == ["mm/a.c:5:1", "mm/a.c:6:1"])
        #expect(mutants.map(\.change) == [.line(5, "\tif (!(b))"), .line(6, "\t\t;")])
        #expect(MutantGenerator().mutants(of: "mm/a.c", before: nil, after: after).count == 4)
    }

    @Test func aSurvivorDoesNotMakeTheRunRed() throws {
        let mutant = Mutant(generated: "mm/a.c:1:1", title: "left out", file: "mm/a.c", line: 1, text: ";")
        let boot = PrefixBoot(passed: ["a"], failed: [], skipped: 0, troubles: [], folder: "/results")
        let report = MutationReport(kernel: "6.12.1", records: [MutantRecord(mutant, boot)])
        #expect(report.exitCode == .passed)
        #expect(report.summary == "mutate: 0 of 0 killed, and of those generated 0 of 1")
    }
}
