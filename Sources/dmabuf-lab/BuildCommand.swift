// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab
import SystemPackage

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the kernel and the test module and print where they are.")

    @OptionGroup var source: SourceOptions
    @OptionGroup var profile: ProfileOption

    @Flag(help: "Print how long each step took.")
    var timings = false

    func run() async throws {
        var request = LabRequest(results: "results")
        source.fill(&request)
        request.profile = profile.profile.profile
        request.showsTimings = timings
        let tools =
            RequiredTool.forTrees + RequiredTool.forBuilding + (request.tree == nil ? RequiredTool.forSources : [])
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: true) { [request] session in
            let prepared = try await session.kernels.build(request)
            if request.showsTimings {
                session.output.result(session.recorder.timings.table)
            }
            session.output.result(
                """
                kernel \(prepared.kernel.image)
                symbols \(prepared.kernel.symbols)
                module \(prepared.modules)
                build folder \(prepared.tree.build)
                """)
            return .passed
        }
    }
}
