// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab
import SystemPackage

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Apply the series to a copy of the tree and print where it is.")

    @OptionGroup var source: SourceOptions

    func run() async throws {
        var request = LabRequest(results: "results")
        source.fill(&request)
        let tools = RequiredTool.forTrees + (request.tree == nil ? RequiredTool.forSources : [])
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: false) {
            [request] session in
            let tree = try await session.kernels.apply(request)
            session.output.result(tree.source.string)
            return .passed
        }
    }
}
