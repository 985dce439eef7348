// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct EquivalenceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "equivalence",
        abstract: "Show that the series changes nothing but what it is meant to.",
        discussion: """
            Boots the same kernel without the series and with it, has both do everything to the mappings of each \
            exporter's dma-bufs, and compares what is observed. Exit code 1 for a difference that is not in \
            Tests/intended-differences-VERSION.txt, and for one there that is not seen.
            """)

    @OptionGroup(title: "Kernel") var source: SourceOptions
    @Option(help: "probe: fast with io_uring, NUMA and core dumps; or fast, debug, kcsan.")
    var profile = ProfileOption.ProfileName.probe
    @OptionGroup var accelerator: AcceleratorOption

    @Option(
        help: """
            Only operations whose equivalence/exporter/route/operation contains this or matches it as a glob. Repeatable.
            """)
    var filter: [String] = []

    @Flag(name: .customLong("repeat"), help: "Boot each kernel twice: two runs of one must not differ.")
    var isRepeated = false

    @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
    var results = "results"

    @Option(help: ArgumentHelp("Longest time from power-on to the last result.", valueName: "seconds"))
    var timeout: Double?

    @Option(
        help: ArgumentHelp(
            "Compare the records that an earlier run left there, and boot nothing.", valueName: "folder"))
    var records: String?

    func validate() throws {
        if source.unpatched {
            throw ValidationError("--unpatched leaves nothing to compare with: both kernels are booted.")
        }
        if records != nil, isRepeated || !filter.isEmpty || source.tree != nil {
            throw ValidationError("--records boots nothing: it goes with --kernel alone.")
        }
        if let timeout, !(timeout > 0 && timeout <= 86_400) {
            throw ValidationError("A timeout takes more than 0 and at most 86400 seconds.")
        }
    }

    func run() async throws {
        let started = Date.now
        if let records {
            let folder = FilePath(FileManager.default.currentDirectoryPath).pushing(FilePath(records))
            let version = source.kernel ?? Repository.defaultKernel
            try await LabSession.run(repository: source.repository, tools: [], needsHeaders: false) { session in
                try session.equivalence.compare(recordsIn: folder, version: version)
            }
            return
        }
        var request = LabRequest(results: FilePath(results))
        source.fill(&request)
        request.profile = profile.profile
        request.accelerator = accelerator.accel.accelerator
        request.filters = filter
        request.overallTimeout = timeout.map(Duration.seconds)
        request.commandLine = Command("dmabuf-lab", Array(CommandLine.arguments.dropFirst())).shellLine
        var tools = RequiredTool.forTrees + RequiredTool.forBuilding + RequiredTool.forBooting + [.swift]
        if request.tree == nil {
            tools += RequiredTool.forSources
        }
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: true) {
            [request, isRepeated] session in
            try await session.equivalence.run(request, isRepeated: isRepeated, started: started)
        }
    }
}

extension LabSession {
    fileprivate var equivalence: EquivalencePipeline {
        EquivalencePipeline(repository: repository, kernels: kernels, boots: boots, output: output)
    }
}
