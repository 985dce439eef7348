// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// The objects of what a patch touches, in the kernel up to that patch.
struct PrefixObjects: Sendable {
    let kernels: KernelPipeline
    let plain: PlainTree
    let targets: [CompileTarget]

    /// Compiles what the patch touches for every architecture that reaches it, and what a header of it goes into.
    func compile(
        _ tree: KernelTree, _ prefix: SeriesPrefix, sources: Set<String>
    ) async throws -> PrefixCompilation {
        var plan = CompilePlan(files: prefix.touched)
        let isHeaderTouched = !plan.headers.isEmpty
        // A header is compiled with what includes it; make finds out which files of the series those are.
        plan.headers = []
        if isHeaderTouched {
            let present = sources.filter { FileTree.exists(tree.source.appending($0)) }
            plan.sources = CompilePlan(files: Array(present)).sources
        }
        if plan.sources.isEmpty, plan.unknown.isEmpty {
            return PrefixCompilation(
                outcome: .passed(notes: ["it touches nothing that is compiled by itself"]), count: 0)
        }
        let check = CompileCheck(plan: plan, targets: targets, recorder: kernels.recorder)
        let pipeline = CompilePipeline(kernels: kernels)
        do {
            let results = try await check.compile(pipeline.side(tree))
            let before =
                results.flatMap(\.objects).allSatisfy(\.output.isEmpty)
                ? [:]
                : try await plain.with { try await check.compileBase(pipeline.side($0), for: results) }
            let files = check.judge(results, patched: tree, base: before)
            let findings = files.flatMap(\.outcome.findings).map { finding in
                CheckFinding(
                    prefix.name, file: finding.file ?? finding.subject, line: finding.line ?? finding.subjectLine,
                    message: finding.message)
            }
            return PrefixCompilation(
                outcome: CheckOutcome(findings: findings), count: results.reduce(0) { $0 + $1.objects.count })
        } catch let failure as LabFailure where failure.exitCode == .kernelBuild || failure.exitCode == .config {
            return PrefixCompilation(outcome: .failed([CheckFinding(prefix.name, message: failure.message)]), count: 0)
        }
    }
}
