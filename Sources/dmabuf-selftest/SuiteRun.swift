// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import KTAP
import OwnershipTests

/// Suites, run to their end with the results on a channel: what `run`, `bench` and `equivalence` have in common.
struct SuiteRun {
    let suites: [Suite]
    let options: RunOptions
    /// Where the results go; nil for standard output.
    let channel: String?
    /// JSON Lines instead of KTAP.
    let json: Bool
    /// What LKDTM is to do after the tests.
    let provoke: String?
    /// Where the kernel's coverage goes after the tests; nil for nowhere.
    var coverage: String?

    /// The exit code, as kselftest has them.
    func run() throws -> Int32 {
        let output = try channel.map { try ResultChannel(path: $0) } ?? ResultChannel.standardOutput
        let write: ([UInt8]) throws -> Void = { try output.write($0) }
        let reporter: any RunReporter =
            json ? JSONReporter(write: write) : KTAPReporter(writer: KTAPWriter(write: write))

        let environment = TestEnvironment()
        try reporter.diagnostic(environment.heading)
        try reporter.diagnostic("dmabuf-selftest: seed=\(options.seed)")

        for spot in environment.blindSpots { try reporter.diagnostic("dmabuf-selftest: \(spot)") }

        Interruption.install()
        let testRun = TestRun(
            suites: suites, options: options, environment: environment, reporter: reporter,
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
        if let coverage {
            let port = try ResultChannel(path: coverage)
            let count = try KernelCoverage.send(port.write)
            try port.drain()
            try reporter.diagnostic("dmabuf-selftest: coverage of \(count) objects")
        }
        let end = environment.end(exitCode: exitCode, leaks: summary.leaks)
        try reporter.end(end)
        // The host looks for one last line, whatever the results' format.
        if json, GuestInit.isGuest { try output.write(Array("# \(end.text)\n".utf8)) }
        try output.drain()
        return exitCode
    }
}
