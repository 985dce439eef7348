// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("Applying a series to see how well it fits")
struct SeriesTrialTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("patches/" + CheckMail.name, CheckMail.patch())
        try FileTree.makeFolder(scratch.path.appending("trial"))
    }

    private func apply(to text: String) async throws -> SeriesTrial.Result {
        try scratch.write("tree/" + CheckMail.file, text)
        let trial = try SeriesTrial(
            files: [CheckMail.file, "mm/new.c"], from: scratch.path.appending("tree"),
            to: scratch.path.appending("trial"), runner: CommandRunner())
        let result = try await trial.apply(scratch.path.appending("patches").appending(CheckMail.name))
        #expect(try scratch.read("tree/" + CheckMail.file) == text)
        return result
    }

    private func messages(_ result: SeriesTrial.Result) -> [String] {
        guard case .applied(let placements) = result else { return ["refused"] }
        return placements.map(\.message)
    }

    @Test func aPatchThatFitsIsNotMentioned() async throws {
        #expect(messages(try await apply(to: CheckMail.before)) == [])
        #expect(try scratch.read("trial/" + CheckMail.file).contains("int added;\nint before_11;"))
    }

    @Test func aPatchThatFitsOnlyWithFuzzIsFound() async throws {
        let text = CheckMail.before.replacing("before_8;", with: "somebody_elses;")
        #expect(messages(try await apply(to: text)) == ["hunk 1 applies only with fuzz 1"])
    }

    @Test func aPatchThatHasMovedIsFound() async throws {
        let text = "int top;\nint second;\n" + CheckMail.before
        #expect(messages(try await apply(to: text)) == ["hunk 1 applies at an offset of 2 lines"])
    }

    @Test func aPatchThatDoesNotFitIsRefusedByFileAndHunk() async throws {
        guard case .refused(let problem) = try await apply(to: "int other;\n") else {
            Issue.record("it was applied")
            return
        }
        #expect(problem.summary == "mm/a.c, hunk 1 at line 8")
    }
}
