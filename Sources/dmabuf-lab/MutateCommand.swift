// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct MutateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutate", abstract: "Plant errors in what the series adds, one at a time, and expect red.",
        discussion: """
            KTAP on standard output, and a last line with the count. Exit code 1 when a mutant survives the checks that \
            its Killed-by: lines name, or does not apply to the series any more. One that was generated may survive: it \
            can be as good as the original, so look at it. RESULTS/mutate/mutants.json has every \
            mutant's fate. What was killed is not built again as long as nothing that it depends on has changed.
            """)

    @Argument(help: "Only the mutants of these names, which may be globs.")
    var names: [String] = []

    @Option(help: ArgumentHelp("Only so many of them, drawn with --seed.", valueName: "count"))
    var random: Int?

    @Option(help: ArgumentHelp("So many more, generated from the lines that the series adds.", valueName: "count"))
    var generated = 0

    @Option(help: "What they are drawn with.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("The folder of the mutants; by default Tests/Mutants of the checkout.", valueName: "folder"))
    var mutants: String?

    @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
    var results = "results"

    @OptionGroup var source: SourceOptions
    @OptionGroup var accelerator: AcceleratorOption

    func validate() throws {
        if source.unpatched {
            throw ValidationError("--unpatched leaves nothing to mutate.")
        }
        if (random ?? 0) < 0 || generated < 0 {
            throw ValidationError("--random and --generated take 0 or more.")
        }
        if random == 0, generated == 0 {
            throw ValidationError("--random 0 leaves nothing, unless --generated asks for some.")
        }
    }

    func run() async throws {
        let here = FilePath(FileManager.default.currentDirectoryPath)
        var request = LabRequest(results: here.pushing(FilePath(results)))
        source.fill(&request)
        request.accelerator = accelerator.accel.accelerator
        let folder = mutants.map { here.pushing(FilePath($0)) }
        let tools =
            RequiredTool.forTrees + RequiredTool.forBuilding + RequiredTool.forBooting + [.swift]
            + (request.tree == nil ? RequiredTool.forSources : [])
        try await LabSession.run(
            repository: source.repository, tools: tools, needsHeaders: true
        ) { [request, names, random, generated, seed] session in
            var scope = MutationScope(folder: folder ?? session.repository.root.appending("Tests/Mutants"))
            scope.names = names
            scope.count = random
            scope.seed = seed
            scope.generated = generated
            let report = try await MutationPipeline(kernels: session.kernels).mutate(request, scope)
            session.output.result(try report.render())
            return report.exitCode
        }
    }
}
