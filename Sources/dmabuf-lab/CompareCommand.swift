// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct CompareCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare", abstract: "Show what differs between two versions of the series.",
        discussion: """
            As git range-diff does: = the same, ! changed, < only in the first, > only in the second. What differs in \
            any two trees does not count: ids, line numbers, dates, the mails' numbers. A difference is no error.
            """)

    @Argument(help: "A version of the series, such as 7.3, or a folder of patches.")
    var first: String

    @Argument(help: "What to compare it with.")
    var second: String

    @Flag(help: "Only say how much of each patch differs.")
    var stat = false

    @Option(
        help: ArgumentHelp(
            "This project's checkout; by default the one around the current folder.", valueName: "folder"))
    var repository: String?

    func run() async throws {
        try await LabSession.run(repository: repository, tools: [], needsHeaders: false) {
            [first, second, stat] session in
            let here = FilePath(FileManager.default.currentDirectoryPath)
            let comparison = try SeriesComparison(first, second, in: session.repository, here: here)
            session.output.result(comparison.text(isShort: stat, colour: session.output.hasColour))
            return .passed
        }
    }
}
