// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite(
    "A kernel tree's own checkers",
    .enabled(if: KernelTreeFixture.tree != nil, Comment(rawValue: KernelTreeFixture.reason)))
struct CheckRunTests {
    @Test func aFaultlessPatchPasses() async throws {
        let fixture = try KernelTreeFixture(patch: CheckMail.patch())
        #expect(try await fixture.checkpatch() == [])
        let applied = try await fixture.applied()
        #expect(applied.placement == [] && applied.kernelDoc == [])
    }

    @Test func trailingWhitespaceIsNamedWithMailFileAndLine() async throws {
        let fixture = try KernelTreeFixture(patch: CheckMail.patch(added: ["int added;", "int more;  "]))
        let findings = try await fixture.checkpatch()
        #expect(
            findings == ["\(CheckMail.name):22: mm/a.c:12: ERROR:TRAILING_WHITESPACE: trailing whitespace"])
    }

    @Test func aLongLineOfTheMessageIsNamedWithoutAFile() async throws {
        let long = "It needs to be changed, because it is not what it has to be and that is what it needs to be now."
        let patch = CheckMail.patch().replacing(
            "It needs to be changed, because it is not what it has to be.", with: long)
        let findings = try await KernelTreeFixture(patch: patch).checkpatch()
        #expect(findings.count == 1)
        #expect(findings.first?.hasPrefix("\(CheckMail.name):6: WARNING:COMMIT_LOG_LONG_LINE: ") == true)
    }

    @Test func aNewKernelDocWarningIsTheFindingOfItsPatch() async throws {
        let documented = ["/**", " * added() - Add.", " * @x: What.", " */", "void added(int x, int y)", "{", "}"]
        let old = ["/**", " * old() - Old.", " */", "void old(int x)", "{", "}", ""].joined(separator: "\n")
        // A warning that the unpatched file has already is not the patch's, though its line moves.
        let fixture = try KernelTreeFixture(
            patch: CheckMail.patch(added: documented), target: CheckMail.before + old)
        let applied = try await fixture.applied()
        #expect(applied.placement == [])
        #expect(applied.kernelDoc.count == 1)
        let finding = try #require(applied.kernelDoc.first)
        #expect(finding.hasPrefix("\(CheckMail.name): mm/a.c:"))
        #expect(finding.hasSuffix("warning: Function parameter or struct member 'y' not described in 'added'"))
    }

    @Test func fuzzIsTheFindingOfItsPatch() async throws {
        let fixture = try KernelTreeFixture(
            patch: CheckMail.patch(), target: CheckMail.before.replacing("before_8;", with: "other;"))
        #expect(
            try await fixture.applied().placement == [
                "\(CheckMail.name): mm/a.c:8: hunk 1 applies only with fuzz 1"
            ])
    }

    @Test func anOffsetCountsOnTheSeriesOwnBaseAlone() async throws {
        let moved = "int top;\n" + CheckMail.before
        let strict = try KernelTreeFixture(patch: CheckMail.patch(), target: moved)
        #expect(
            try await strict.applied().placement == [
                "\(CheckMail.name): mm/a.c:9: hunk 1 applies at an offset of 1 line"
            ])
        let elsewhere = try KernelTreeFixture(
            patch: CheckMail.patch(), target: moved, series: "# Base: v1.0\n\(CheckMail.name)\n")
        #expect(try await elsewhere.applied().placement == [])
    }

    @Test func aFileOfTheModuleIsCheckedButForWhatIsKnown() async throws {
        let fixture = try KernelTreeFixture(patch: CheckMail.patch())
        let text = "// SPDX-License-Identifier: GPL-2.0-only\n\nstatic int x = 0;\n"
        let outcome = try await fixture.checkpatch(file: "a.c", text)
        #expect(
            outcome?.findings.map(\.description) == [
                "a.c:3: ERROR:INITIALISED_STATIC: do not initialise statics to 0"
            ])
        let known = CheckpatchException(
            file: "a.c", type: "INITIALISED_STATIC", message: "do not initialise statics to 0", reason: "a test")
        let excused = try await fixture.checkpatch(file: "a.c", text, exceptions: [known])
        #expect(
            excused
                == .passed(notes: [
                    "a.c:3: ERROR:INITIALISED_STATIC: do not initialise statics to 0 (known: a test)"
                ]))
    }

    @Test func nothingIsLeftInTheTree() async throws {
        // A name in mixed case has checkpatch.pl index the tree's names and keep the index.
        let fixture = try KernelTreeFixture(patch: CheckMail.patch(added: ["int mixedCaseName;"]))
        #expect(try await fixture.checkpatch().contains { $0.contains("CAMELCASE") })
        #expect(fixture.leftOvers() == [])
    }
}
