// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import OwnershipTests

struct BenchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Measure faults, mappings and lookups, and write the figures as KTAP.",
        discussion: """
            The figures are ticks of the time stamp counter, in the lines that begin with "ticks". They are instructions \
            where dmabuf-lab bench boots the machine, and only there exact. Needs what the tests need.
            """)

    @OptionGroup var selection: SelectionOptions

    @Flag(help: "Instead, what threads cost each other that look up, fault, map and unmap: ratios within one run.")
    var contention = false

    @Option(help: ArgumentHelp("Write the results there instead of to standard output.", valueName: "path"))
    var channel: String?

    func run() throws {
        // The same questions in every boot.
        let options = RunOptions(filter: selection.testFilter, seed: 1, stressSeconds: 1)
        throw ExitCode(
            try SuiteRun(
                suites: contention ? BenchCatalogue.contention : BenchCatalogue.suites, options: options,
                channel: channel, json: false, provoke: nil
            ).run())
    }
}
