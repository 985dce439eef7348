// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("A series up to each of its patches")
struct SeriesPrefixTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.write("tree/" + CheckMail.file, CheckMail.before)
        try FileTree.makeFolder(scratch.path.appending("trial"))
    }

    private func prefixes(_ patches: [(name: String, text: String)]) async throws -> [SeriesPrefix] {
        for patch in patches {
            try scratch.write("patches/" + patch.name, patch.text)
        }
        try scratch.write("patches/series", patches.map { $0.name + "\n" }.joined())
        let folder = scratch.path.appending("patches")
        return try await SeriesPrefix.all(
            of: try MailFolderReader.read(folder), folder: folder, tree: scratch.path.appending("tree"),
            scratch: scratch.path.appending("trial"), runner: CommandRunner())
    }

    private func text(_ prefix: SeriesPrefix) -> String? {
        (prefix.overlay.files[CheckMail.file] ?? nil).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test func eachHasWhatThePatchesSoFarMakeOfTheTree() async throws {
        let second = CheckMail.patch(added: ["int second;"])
            .replacing(
                " int before_8;\n int before_9;\n int before_10;\n",
                with: " int before_9;\n int before_10;\n int added;\n"
            )
            .replacing("@@ -8,6 +8,7 @@", with: "@@ -9,6 +9,7 @@")
            .replacing("1/1] mm: Change it", with: "2/2] mm: Change it again")
        let prefixes = try await prefixes([
            (CheckMail.name, CheckMail.patch()), ("0002-mm-Change-it-again.patch", second),
        ])
        #expect(prefixes.map(\.number) == [1, 2])
        #expect(prefixes.map(\.subject) == ["mm: Change it", "mm: Change it again"])
        #expect(prefixes.map(\.touched) == [[CheckMail.file], [CheckMail.file]])
        #expect(prefixes.map { text($0)?.contains("int second;") } == [false, true])
        #expect(prefixes.allSatisfy { text($0)?.contains("int added;") == true })
        #expect(try scratch.read("tree/" + CheckMail.file) == CheckMail.before)
    }

    @Test func aPatchThatDoesNotApplyIsNamed() async throws {
        try scratch.write("tree/" + CheckMail.file, "int other;\n")
        await #expect(throws: LabFailure.self) {
            _ = try await prefixes([(CheckMail.name, CheckMail.patch())])
        }
    }
}
