// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Check the patches: house rules, applying, checkpatch.pl, kernel-doc, exporters.",
        discussion: """
            KTAP on standard output, and a last line with totals. Exit code 1 when there is a finding.

            With --compile every file that the series touches is compiled as well, for x86_64, arm and arm64, as far as \
            configs/compile-*.config reach it, with W=1 and sparse. Remarks that the unpatched file has, too, do not \
            count. What cannot be compiled is a finding.
            """)

    @Flag(help: "Compile what the series touches, for each architecture, with W=1 and sparse.")
    var compile = false

    @OptionGroup var source: SourceOptions

    func validate() throws {
        if source.unpatched {
            throw ValidationError("--unpatched leaves nothing to check.")
        }
    }

    func run() async throws {
        var request = LabRequest(results: "results")
        source.fill(&request)
        let here = FilePath(FileManager.default.currentDirectoryPath)
        request.series = request.series.map { here.pushing($0) }
        let tools =
            RequiredTool.forTrees + RequiredTool.forChecking + (request.tree == nil ? RequiredTool.forSources : [])
            + (compile ? RequiredTool.forCompiling : [])
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: compile) {
            [request, compile] session in
            let report = try await CheckPipeline(kernels: session.kernels).check(request, compiles: compile)
            session.output.result(try report.render())
            return report.exitCode
        }
    }
}
