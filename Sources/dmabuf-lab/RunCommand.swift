// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Source to verdict: build, boot, test, report.")

    @OptionGroup(title: "Kernel") var source: SourceOptions
    @OptionGroup var profile: ProfileOption
    @OptionGroup var accelerator: AcceleratorOption

    @Option(
        help: """
            Only the test of this name, else those whose suite/test contains this or matches it as a glob. Repeatable.
            """)
    var filter: [String] = []

    @Flag(help: "Only what failed in the run before.")
    var onlyFailed = false

    @Option(help: ArgumentHelp("Longest time from power-on to the last result.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("Longest time from power-on to the first result.", valueName: "seconds"))
    var bootTimeout: Double?

    @Option(help: ArgumentHelp("Longest time without a sign of life.", valueName: "seconds"))
    var silenceTimeout: Double?

    @Option(help: "How long each stress test runs; a second unless said otherwise.")
    var seconds: Double?

    @Option(help: "Start of all pseudo-random sequences, to replay a run; each run has its own by default.")
    var seed: UInt64?

    @Flag(help: "Print how long each step took.")
    var timings = false

    @Flag(help: "Keep the kernel and the guest's image with the results.")
    var keep = false

    @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
    var results = "results"

    @Option(help: ArgumentHelp("A dmabuf-selftest built elsewhere.", valueName: "program"))
    var selftest: String?

    @Option(
        help: ArgumentHelp("Have LKDTM do this in the guest after the tests.", valueName: "kind", visibility: .hidden))
    var provoke: String?

    func validate() throws {
        for value in [timeout, bootTimeout, silenceTimeout].compactMap(\.self) where !(value > 0 && value <= 86_400) {
            throw ValidationError("A timeout takes more than 0 and at most 86400 seconds.")
        }
        if let seconds, !(seconds > 0 && seconds <= 86_400) {
            throw ValidationError("--seconds takes more than 0 and at most 86400.")
        }
    }

    func run() async throws {
        let started = Date.now
        var request = LabRequest(results: FilePath(results))
        source.fill(&request)
        request.profile = profile.profile.profile
        request.accelerator = accelerator.accel.accelerator
        request.filters = filter
        request.onlyFailed = onlyFailed
        request.overallTimeout = timeout.map(Duration.seconds)
        request.bootTimeout = bootTimeout.map(Duration.seconds)
        request.silenceTimeout = silenceTimeout.map(Duration.seconds)
        request.showsTimings = timings
        request.keepsImage = keep
        request.selftest = selftest.map { FilePath($0) }
        request.provocation = provoke
        request.stressSeconds = seconds
        request.seed = seed
        request.commandLine = Command("dmabuf-lab", Array(CommandLine.arguments.dropFirst())).shellLine
        request.repeatCommand = RepeatCommand(CommandLine.arguments)
        var tools = RequiredTool.forTrees + RequiredTool.forBuilding + RequiredTool.forBooting
        if request.tree == nil {
            tools += RequiredTool.forSources
        }
        if request.selftest == nil {
            tools.append(.swift)
        }
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: true) { [request] session in
            let prepared = try await session.kernels.build(request)
            return try await session.boots.run(request, prepared, started: started)
        }
    }
}
