// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import OwnershipTests

struct EquivalenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equivalence",
        abstract:
            "Note what every operation on a mapping of a dma-buf comes to; KTAP with lines `observed NAME: VALUE`.",
        discussion: "Nothing is judged: dmabuf-lab equivalence compares the notes of two kernels.")

    @OptionGroup var selection: SelectionOptions

    @Option(help: ArgumentHelp("Write the results there instead of to standard output.", valueName: "path"))
    var channel: String?

    func run() throws {
        // Nothing of it is random.
        let options = RunOptions(filter: selection.testFilter, seed: 1, stressSeconds: 1)
        throw ExitCode(
            try SuiteRun(
                suites: [EquivalenceSuite.suite], options: options, channel: channel, json: false, provoke: nil
            ).run())
    }
}
