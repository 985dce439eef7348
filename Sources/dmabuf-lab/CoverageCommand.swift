// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct CoverageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Say which of the lines that the series adds the tests run.",
        discussion: """
            Builds a kernel in which GCOV counts what the series touches, runs the suites in it, and reports lines and \
            branches for each patch as text, JSON and HTML. Exit code 1 for a line that is neither run nor in \
            Tests/uncovered-VERSION.txt with its reason, and for one there without need.
            """)

    @OptionGroup(title: "Kernel") var source: SourceOptions
    @OptionGroup var accelerator: AcceleratorOption

    @Option(help: "Only tests whose suite/test contains this or matches it as a glob. Repeatable.")
    var filter: [String] = []

    @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
    var results = "results"

    @Option(help: ArgumentHelp("Longest time from power-on to the last result.", valueName: "seconds"))
    var timeout: Double?

    func validate() throws {
        if source.unpatched {
            throw ValidationError("--unpatched leaves no lines to cover.")
        }
        if let timeout, !(timeout > 0 && timeout <= 86_400) {
            throw ValidationError("A timeout takes more than 0 and at most 86400 seconds.")
        }
    }

    func run() async throws {
        let started = Date.now
        var request = LabRequest(results: FilePath(results))
        source.fill(&request)
        request.accelerator = accelerator.accel.accelerator
        request.filters = filter
        request.overallTimeout = timeout.map(Duration.seconds)
        request.commandLine = Command("dmabuf-lab", Array(CommandLine.arguments.dropFirst())).shellLine
        var tools = RequiredTool.forTrees + RequiredTool.forBuilding + RequiredTool.forBooting + [.swift, .gcov]
        if request.tree == nil {
            tools += RequiredTool.forSources
        }
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: true) {
            [request] session in
            try await CoveragePipeline(kernels: session.kernels, boots: session.boots).run(request, started: started)
        }
    }
}
