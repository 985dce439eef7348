// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Glibc
import KTAP
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

    func validate() throws {
        guard seconds > 0, seconds <= 86_400 else {
            throw ValidationError("--seconds takes more than 0 and at most 86400.")
        }
    }

    func run() throws {
        let output = try channel.map { try ResultChannel(path: $0) } ?? ResultChannel.standardOutput
        let write: ([UInt8]) throws -> Void = { try output.write($0) }
        let reporter: any RunReporter =
            json ? JSONReporter(write: write) : KTAPReporter(writer: KTAPWriter(write: write))

        let options = RunOptions(
            filter: selection.testFilter, seed: seed ?? UInt64.random(in: 0...UInt64.max), stressSeconds: seconds)
        let environment = TestEnvironment()
        try reporter.diagnostic(environment.heading)
        try reporter.diagnostic("dmabuf-selftest: seed=\(options.seed)")

        for spot in environment.blindSpots { try reporter.diagnostic("dmabuf-selftest: \(spot)") }

        Interruption.install()
        let testRun = TestRun(
            suites: Catalogue.suites, options: options, environment: environment, reporter: reporter,
            isInterrupted: { Interruption.reason },
            announce: { if GuestInit.isGuest { KernelLogMark.write("begin \($0)") } })
        let summary = try testRun.run()
        if GuestInit.isGuest { KernelLogMark.write("no more tests") }
        var exitCode = summary.exitCode
        environment.tearDown()
        if GuestInit.isGuest {
            for line in KernelLeakScan.report() { try reporter.diagnostic(line) }
        }
        if let provoke, let problem = Provocation.failure(of: provoke) {
            try reporter.bailOut(problem)
            exitCode = 1
        }
        let end = environment.end(exitCode: exitCode, leaks: summary.leaks)
        try reporter.end(end)
        // The host looks for one last line, whatever the results' format.
        if json, GuestInit.isGuest { try output.write(Array("# \(end.text)\n".utf8)) }
        try output.drain()
        throw ExitCode(exitCode)
    }
}
