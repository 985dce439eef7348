// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab
import SystemPackage

struct ApplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply", abstract: "Apply the series to a copy of the tree and print where it is.",
        discussion: """
            With --in-place the series is put into --tree itself, uncommitted: whole, or, when a patch does not apply, a \
            disk is full or somebody interrupts, not at all.
            """)

    @Flag(help: "Patch --tree itself instead of a copy.")
    var inPlace = false

    @OptionGroup var source: SourceOptions

    func validate() throws {
        if inPlace, source.tree == nil {
            throw ValidationError("--in-place needs --tree.")
        }
        if inPlace, source.unpatched {
            throw ValidationError("--unpatched leaves --in-place nothing to do.")
        }
    }

    func run() async throws {
        var request = LabRequest(results: "results")
        source.fill(&request)
        let tools = RequiredTool.forTrees + (request.tree == nil ? RequiredTool.forSources : [])
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: false) {
            [request, inPlace] session in
            if inPlace {
                let (patches, files) = try await InPlaceApplier(kernels: session.kernels).apply(request)
                session.output.result("applied: \(patches) patches, \(files) files changed")
                return .passed
            }
            let tree = try await session.kernels.apply(request)
            session.output.result(tree.source.string)
            return .passed
        }
    }
}
