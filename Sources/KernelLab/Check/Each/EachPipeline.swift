// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

extension RequiredTool {
    /// For building each patch on its own.
    package static let forEach: [RequiredTool] =
        forCompiling + [.init(program: "ccache", package: "ccache")]
}

/// Every patch on its own: what `dmabuf-lab check --each` does.
///
/// A series is bisected by people who hunt something else. So the kernel after each of its patches has to build without
/// new warnings, boot, and pass what the patches so far promise.
struct EachPipeline: Sendable {
    let kernels: KernelPipeline
    let scope: EachScope

    /// - Parameters:
    ///   - request: one whose series applies.
    ///   - folder: of the series.
    func check(_ request: LabRequest, source: KernelSource, folder: FilePath) async throws -> CheckReport.Group {
        let mails = try MailFolderReader.read(folder)
        let slot = source.slot + "-each"
        let scratch = try kernels.cache.makeTemporaryFolder(for: "each")
        defer { try? FileTree.remove(scratch) }
        let plain = PlainTree(kernels: quietly(), request: request.withoutSeries, source: source)
        let (prefixes, identity) = try await plain.with { tree in
            let prefixes = try await SeriesPrefix.all(
                of: mails, folder: folder, tree: tree.source, scratch: scratch, runner: kernels.runner)
            return (prefixes, tree.identity)
        }
        return try await kernels.locking(slot) {
            try await check(
                prefixes, request: request, source: source, slot: slot, plain: plain, identity: identity)
        }
    }

    private func check(
        _ prefixes: [SeriesPrefix], request: LabRequest, source: KernelSource, slot: String, plain: PlainTree,
        identity: String
    ) async throws -> CheckReport.Group {
        let series = Set(prefixes.map(\.subject))
        let files = ["expected-on-unpatched-\(source.version.series).txt", FixExpectations.inBetween]
        let expectations = try files.map(expectations)
        var checks: [CheckReport.Check] = []
        if scope.boots {
            let known = series.union(try order())
            checks += zip(files, expectations).map { name, expectations in
                .init(name, CheckOutcome(findings: expectations.findings(name: name, known: known)))
            }
        }
        let kernel = try await PrefixKernel(
            kernels: quietly(), request: request, source: source, slot: slot, plain: plain, identity: identity)
        let sources = Set(prefixes.flatMap(\.touched).filter { $0.hasSuffix(".c") })
        var applied: Set<String> = []
        var earlier: PrefixBoot?
        let wanted = prefixes.filter { scope.numbers?.contains($0.number) ?? true }
        for prefix in prefixes {
            applied.insert(prefix.subject)
            guard wanted.contains(where: { $0.name == prefix.name }) else {
                continue
            }
            let started = ContinuousClock.now
            let mayFail = expectations.reduce(into: Set()) {
                $0.formUnion($1.mayFail(after: applied, of: series))
            }
            let result = try await kernel.result(
                prefix, sources: sources, mayFail: scope.boots ? mayFail : nil, earlier: earlier)
            checks += result.record.checks
            earlier = result.record.boot ?? earlier
            let failed = result.record.checks.flatMap(\.outcome.findings)
            let outcome = failed.isEmpty ? result.record.notes : "\(failed.count) findings"
            let time = result.wasKept ? "kept" : ConsoleOutput.text(started.duration(to: .now))
            kernels.output.note("\(prefix.name.prefix(44)): \(outcome) (\(time))")
        }
        if wanted.isEmpty {
            checks.append(.init("patches", .skipped(reason: "no patch has such a number")))
        }
        return CheckReport.Group("each", checks)
    }

    /// The same pipeline without a line for each step.
    private func quietly() -> KernelPipeline {
        KernelPipeline(
            repository: kernels.repository, cache: kernels.cache, runner: kernels.runner, output: kernels.output,
            recorder: StepRecorder(output: kernels.output, isQuiet: true))
    }

    /// What fails without which fix.
    private func expectations(in name: String) throws -> FixExpectations {
        let path = kernels.repository.root.appending("Tests").appending(name)
        do {
            return FixExpectations(parsing: String(decoding: try AtomicFile.read(path), as: UTF8.self))
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }

    /// The subjects of all versions' patches.
    private func order() throws -> [String] {
        let path = kernels.repository.root.appending("kernel-patches").appending(SeriesOrder.fileName)
        guard FileTree.exists(path) else {
            return []
        }
        do {
            return try SeriesOrder(parsing: String(decoding: try AtomicFile.read(path), as: UTF8.self)).subjects
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading", path)
        } catch {
            throw LabFailure(.apply, "\(path): \(error)")
        }
    }
}
