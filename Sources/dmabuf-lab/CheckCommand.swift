// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Ask what a reviewer would ask of the patches.",
        discussion: """
            KTAP on standard output, and a last line with totals. Exit code 1 when there is a finding.

            Always: house rules, applying without fuzz, checkpatch.pl, kernel-doc, get_maintainer.pl, exporters. The \
            options ask for more; what is finished is kept, so that an interrupted check goes on where it was.
            """)

    @Flag(
        help: """
            Compile what the series touches, for each architecture that configs/compile-*.config reach it on, with W=1 \
            and sparse. Remarks that the unpatched file has, too, do not count.
            """)
    var compile = false

    @Option(
        help: ArgumentHelp(
            "Compile it in so many random configurations, and in those without an MMU and with 32 bits.",
            valueName: "count"))
    var configs: Int?

    @Option(help: "What the random configurations are drawn with.")
    var seed: UInt64 = 1

    @Flag(help: "Build each patch on its own, boot it, and run the suites that the patches so far promise.")
    var each = false

    @Option(help: ArgumentHelp("Of --each, only the patches of these numbers, such as 45-50.", valueName: "numbers"))
    var patches: PatchNumbers?

    @Flag(help: "Of --each, build only.")
    var noBoot = false

    @Flag(help: "Run Coccinelle's rules about mappings on what the series touches.")
    var cocci = false

    @Flag(help: "Make the pages of the documentation that the series touches.")
    var docs = false

    @Flag(help: "Build and run tools/testing/vma.")
    var vma = false

    @Flag(help: "Measure code and structures, with bloat-o-meter and pahole.")
    var sizes = false

    @Flag(help: "All of these, with 4 random configurations unless --configs says otherwise.")
    var all = false

    @OptionGroup var source: SourceOptions

    func validate() throws {
        if source.unpatched {
            throw ValidationError("--unpatched leaves nothing to check.")
        }
        if let configs, !(0...1000).contains(configs) {
            throw ValidationError("--configs takes 0 to 1000.")
        }
        if patches != nil || noBoot, !each, !all {
            throw ValidationError("--patches and --no-boot say more about --each.")
        }
    }

    private var scope: CheckScope {
        var scope = CheckScope()
        scope.compiles = compile || all
        if let count = configs ?? (all ? 4 : nil) {
            scope.configurations = ConfigurationScope(count: count, seed: seed)
        }
        if each || all {
            scope.each = EachScope(numbers: patches?.range, boots: !noBoot)
        }
        scope.matches = cocci || all
        scope.renders = docs || all
        scope.testsVMAs = vma || all
        scope.measures = sizes || all
        return scope
    }

    func run() async throws {
        var request = LabRequest(results: "results")
        source.fill(&request)
        let here = FilePath(FileManager.default.currentDirectoryPath)
        request.series = request.series.map { here.pushing($0) }
        request.results = here.pushing(request.results)
        let scope = scope
        let tools =
            RequiredTool.forTrees + RequiredTool.forChecking + (request.tree == nil ? RequiredTool.forSources : [])
            + scope.tools
        try await LabSession.run(
            repository: source.repository, tools: tools, headers: scope.headers
        ) { [request] session in
            let report = try await CheckPipeline(kernels: session.kernels).check(request, scope)
            session.output.result(try report.render())
            return report.exitCode
        }
    }
}
