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
    /// - Parameter request: its series, if it names one, must be an absolute path.
    package func check(_ request: LabRequest) async throws -> CheckReport {
        let source = try await kernels.source(request)
        let folder = try request.series ?? kernels.repository.series(for: source.version.series)
        var unpatched = request
        unpatched.isUnpatched = true
        unpatched.series = nil
        let slot = kernels.slot(unpatched, source: source)
        let wait: @Sendable () -> Void = { kernels.output.note("waiting for another run that uses \(slot)") }
        return try await FileLock.holding(kernels.cache.lockPath("tree-\(slot)"), onWait: wait) {
            let tree = try await kernels.recorder.run("stage") {
                let tree = try await kernels.stage(unpatched, source: source, overlay: .empty)
                return (tree.source, tree.source.string)
            }
            let run = try CheckRun(folder: folder, tree: tree, runner: kernels.runner)
            defer { run.cleanUp() }
            return try await report(run, source: source)
        }
    }

    private func report(_ run: CheckRun, source: KernelSource) async throws -> CheckReport {
        let whole = try await kernels.recorder.run("apply") {
            let outcome = try await applyWhole(run, title: source.title)
            return (outcome, outcome.findings.isEmpty ? "the series applies" : "the series does not apply")
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
        return CheckReport(run.mails, whole: whole, applied: applied, mails: mails, files: files)
    }

    /// Applies the series as every other command does.
    private func applyWhole(_ run: CheckRun, title: String) async throws -> CheckOutcome {
        do {
            let series = try SeriesFolder(reading: run.folder)
            _ = try await SeriesApplier(cache: kernels.cache, runner: kernels.runner)
                .apply(series, to: run.tree, title: title)
            return .passed
        } catch let failure as LabFailure where failure.exitCode == .apply {
            return .failed([CheckFinding(MailFolder.seriesName, message: failure.message)])
        }
    }
}
