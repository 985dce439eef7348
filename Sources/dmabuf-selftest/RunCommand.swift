// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import OwnershipTests

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the tests and write KTAP.",
        discussion: "Needs root and dmabuf_vma_test.ko under /lib/modules; what is missing is skipped with its reason.")

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "Write JSON Lines instead of KTAP.")
    var json = false

    @Option(help: ArgumentHelp("Write the results there instead of to standard output.", valueName: "path"))
    var channel: String?

    @Option(help: "Start of all pseudo-random sequences, to replay a run; each run has its own by default.")
    var seed: UInt64?

    @Option(help: "How long each stress test runs.")
    var seconds = 1.0

    @Option(help: ArgumentHelp("Have LKDTM do this after the tests.", valueName: "kind", visibility: .hidden))
    var provoke: String?

    @Option(
        help: ArgumentHelp("Write the kernel's coverage there after the tests.", valueName: "path", visibility: .hidden)
    )
    var coverage: String?

    func validate() throws {
        guard seconds > 0, seconds <= 86_400 else {
            throw ValidationError("--seconds takes more than 0 and at most 86400.")
        }
    }

    func run() throws {
        let options = RunOptions(
            filter: selection.testFilter, seed: seed ?? UInt64.random(in: 0...UInt64.max), stressSeconds: seconds)
        throw ExitCode(
            try SuiteRun(
                suites: Catalogue.suites, options: options, channel: channel, json: json, provoke: provoke,
                coverage: coverage
            ).run())
    }
}
