// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// source -> stage -> checks: what `dmabuf-lab check` does.
package struct CheckPipeline: Sendable {
    private let kernels: KernelPipeline

    package init(kernels: KernelPipeline) {
        self.kernels = kernels
    }

    /// Checks the series and the module.
    ///
    /// - Parameters:
    ///   - request: its series, if it names one, must be an absolute path.
    ///   - compiles: whether to compile what the series touches, too.
    package func check(_ request: LabRequest, compiles: Bool) async throws -> CheckReport {
        let source = try await kernels.source(request)
        let folder = try request.series ?? kernels.repository.series(for: source.version.series)
        var unpatched = request
        unpatched.isUnpatched = true
        unpatched.series = nil
        let slot = kernels.slot(unpatched, source: source)
        let wait: @Sendable () -> Void = { kernels.output.note("waiting for another run that uses \(slot)") }
        let checked = try await FileLock.holding(kernels.cache.lockPath("tree-\(slot)"), onWait: wait) {
            let tree = try await kernels.recorder.run("stage") {
                let tree = try await kernels.stage(unpatched, source: source, overlay: .empty)
                return (tree.source, tree.source.string)
            }
            let run = try CheckRun(folder: folder, tree: tree, runner: kernels.runner)
            defer { run.cleanUp() }
            return try await report(run, source: source)
        }
        if !compiles {
            return checked.report
        }
        guard let overlay = checked.overlay else {
            return checked.report.adding(
                CheckReport.Group("compile", [.init("compile", .skipped(reason: "the series does not apply"))]))
        }
        let compile = CompilePipeline(kernels: kernels)
        return checked.report.adding(try await compile.check(request, source: source, overlay: overlay))
    }

    /// Every check but compiling; with what the series makes of the tree, if it applies.
    private func report(
        _ run: CheckRun, source: KernelSource
    ) async throws -> (report: CheckReport, overlay: TreeOverlay?) {
        let (whole, overlay) = try await kernels.recorder.run("apply") {
            let (outcome, overlay) = try await applyWhole(run, title: source.title)
            return ((outcome, overlay), overlay != nil ? "the series applies" : "the series does not apply")
        }
        let exporters = try await kernels.recorder.run("exporters") {
            guard let overlay else {
                return (CheckOutcome.skipped(reason: "the series does not apply"), "skipped")
            }
            let check = ExporterCheck(
                repository: kernels.repository, tree: run.tree, overlay: overlay, runner: kernels.runner)
            let outcome = try await check.check(kernel: source.version.series)
            return (outcome, ExporterDocument.name)
        }
        let applied = try await kernels.recorder.run("kernel-doc") {
            let scratch = try kernels.cache.makeTemporaryFolder(for: "check")
            defer { try? FileTree.remove(scratch) }
            let applied = try await run.apply(scratch: scratch)
            return (applied, "after each of \(applied.placement.count) patches")
        }
        let (mails, files) = try await kernels.recorder.run("checkpatch") {
            let mails = try await run.checkpatchMails()
            let files = try await run.checkpatchFiles(in: kernels.repository.moduleSources)
            return ((mails, files), "\(mails.count) mails, \(files.count) files")
        }
        let report = CheckReport(run.mails, whole: whole, applied: applied, mails: mails, files: files)
            .adding(CheckReport.Group(ExporterDocument.name, [.init("rows", exporters)]))
        return (report, overlay)
    }

    /// Applies the series as every other command does.
    private func applyWhole(
        _ run: CheckRun, title: String
    ) async throws -> (outcome: CheckOutcome, overlay: TreeOverlay?) {
        do {
            let series = try SeriesFolder(reading: run.folder)
            let overlay = try await SeriesApplier(cache: kernels.cache, runner: kernels.runner)
                .apply(series, to: run.tree, title: title)
            return (.passed, overlay)
        } catch let failure as LabFailure where failure.exitCode == .apply {
            return (.failed([CheckFinding(MailFolder.seriesName, message: failure.message)]), nil)
        }
    }
}
