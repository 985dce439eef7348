// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab
import SystemPackage

struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench", abstract: "Count the instructions that the series costs.",
        discussion: """
            Builds the kernel with and without the series, boots each twice in a QEMU that counts instructions, and \
            fails if two boots do not agree. The figures are medians, of mmap and munmap the least; they go to \
            bench.json in the results.
            """)

    @OptionGroup(title: "Kernel") var source: SourceOptions

    @Option(help: "bench, with mitigations off and with retpolines; or fast, the kernel that run builds.")
    var profile = ProfileName.bench

    @Option(help: "Only the figures of tests whose suite/test contains this or matches it as a glob. Repeatable.")
    var filter: [String] = []

    @Flag(help: "Keep the figures in the checkout's bench folder, and make its RESULTS.md anew.")
    var store = false

    @Flag(help: "Measure nothing: make RESULTS.md, its plots and the budgets anew from the figures that are kept.")
    var redraw = false

    @Flag(help: "Fail if anything takes more instructions than the checkout's bench/budgets allows.")
    var check = false

    @Option(help: ArgumentHelp("Longest time from power-on to the last result.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
    var results = "results"

    enum ProfileName: String, ExpressibleByArgument, CaseIterable {
        case bench, fast

        var profile: BuildProfile {
            switch self {
            case .bench: .bench
            case .fast: .fast
            }
        }
    }

    func validate() throws {
        if source.unpatched {
            throw ValidationError("--unpatched: both kernels are measured anyway.")
        }
        if store || check, !filter.isEmpty {
            throw ValidationError("--store and --check take all figures: leave out --filter.")
        }
        if redraw, store || check || !filter.isEmpty || source.kernel != nil || source.tree != nil {
            throw ValidationError("--redraw measures nothing, and takes all figures that are kept: it goes alone.")
        }
        if let timeout, !(timeout > 0 && timeout <= 86_400) {
            throw ValidationError("A timeout takes more than 0 and at most 86400 seconds.")
        }
    }

    func run() async throws {
        if redraw {
            try await LabSession.run(repository: source.repository, tools: [], needsHeaders: false) { session in
                try BenchPipeline(kernels: session.kernels, boots: session.boots).redraw()
                return .passed
            }
            return
        }
        var request = LabRequest(results: FilePath(results))
        source.fill(&request)
        request.profile = profile.profile
        request.filters = filter
        request.overallTimeout = timeout.map(Duration.seconds)
        request.commandLine = Command("dmabuf-lab", keptArguments).shellLine
        let tools =
            RequiredTool.forTrees + RequiredTool.forBuilding + RequiredTool.forBooting + [.swift]
            + (request.tree == nil ? RequiredTool.forSources : [])
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: true) {
            [request, store, check] session in
            try await BenchPipeline(kernels: session.kernels, boots: session.boots)
                .run(request, stores: store, checks: check)
        }
    }

    /// The line that is kept with the figures. Where the results of a run went is a place on one machine.
    private var keptArguments: [String] {
        var kept = Array(CommandLine.arguments.dropFirst())
        if let place = kept.firstIndex(of: "--results") { kept.removeSubrange(place..<min(place + 2, kept.count)) }
        return kept.filter { !$0.hasPrefix("--results=") }
    }
}
