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
    ///   - scope: what to look at beyond what is quick.
    package func check(_ request: LabRequest, _ scope: CheckScope) async throws -> CheckReport {
        let source = try await kernels.source(request)
        let folder = try request.series ?? kernels.repository.series(for: source.version.series)
        let unpatched = request.withoutSeries
        let checked = try await kernels.locking(kernels.slot(unpatched, source: source)) {
            let tree = try await kernels.recorder.run("stage") {
                let tree = try await kernels.stage(unpatched, source: source, overlay: .empty)
                return (tree, tree.source.string)
            }
            let run = try CheckRun(folder: folder, tree: tree.source, runner: kernels.runner)
            defer { run.cleanUp() }
            return try await report(run, source: source, identity: tree.identity)
        }
        guard scope.needsTrees else {
            return checked.report
        }
        guard let overlay = checked.overlay else {
            return checked.report.adding(
                CheckReport.Group("trees", [.init("patched", .skipped(reason: "the series does not apply"))]))
        }
        var groups: [CheckReport.Group] = []
        if scope.needsBothTrees {
            groups += try await kernels.withTrees(request, source: source, overlay: overlay) { trees in
                try await self.groups(scope, trees)
            }
        }
        if let each = scope.each {
            groups.append(
                try await EachPipeline(kernels: kernels, scope: each).check(request, source: source, folder: folder))
        }
        return groups.reduce(checked.report) { $0.adding($1) }
    }

    /// What is asked for of the patched tree as a whole, the cheap first.
    private func groups(_ scope: CheckScope, _ trees: CheckTrees) async throws -> [CheckReport.Group] {
        var groups: [CheckReport.Group] = []
        if scope.testsVMAs {
            groups.append(try await VMATestCheck(kernels: kernels).check(trees))
        }
        if scope.renders {
            groups.append(try await PageCheck(kernels: kernels).check(trees))
        }
        if scope.matches {
            groups.append(try await RuleCheck(kernels: kernels).check(trees))
        }
        if scope.compiles {
            groups.append(try await CompilePipeline(kernels: kernels).check(trees))
        }
        if let configurations = scope.configurations {
            groups.append(try await ConfigurationCheck(kernels: kernels, scope: configurations).check(trees))
        }
        if scope.measures {
            groups.append(try await SizeCheck(kernels: kernels).check(trees))
        }
        return groups
    }

    /// Every check that is quick; with what the series makes of the tree, if it applies.
    private func report(
        _ run: CheckRun, source: KernelSource, identity: String
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
            let key = seriesKey("applied 2", run, identity: identity)
            let (applied, wasCached) = try await KeptChecks.value(.mails, key, cache: kernels.cache) {
                let scratch = try kernels.cache.makeTemporaryFolder(for: "check")
                defer { try? FileTree.remove(scratch) }
                return try await run.apply(scratch: scratch)
            }
            return (applied, "after each of \(applied.placement.count) patches\(wasCached ? ", cached" : "")")
        }
        let recipients = try await kernels.recorder.run("recipients") {
            let key = seriesKey("recipients 1", run, identity: identity)
            let (outcome, wasCached) = try await KeptChecks.value(.mails, key, cache: kernels.cache) {
                try await self.recipients(run, overlay: overlay)
            }
            return (outcome, "get_maintainer.pl\(wasCached ? ", cached" : "")")
        }
        let (mails, files) = try await kernels.recorder.run("checkpatch") {
            let mails = try await checkpatchMails(run, identity: identity)
            let files = try await run.checkpatchFiles(in: kernels.repository.moduleSources)
            return ((mails, files), "\(mails.count) mails, \(files.count) files")
        }
        let report = CheckReport(run.mails, whole: whole, applied: applied, mails: mails, files: files)
            .adding(CheckReport.Group("recipients", [.init("To, Cc", recipients)]))
            .adding(CheckReport.Group(ExporterDocument.name, [.init("rows", exporters)]))
        return (report, overlay)
    }

    /// Names all mails of a series, and the tree that they are held against.
    private func seriesKey(_ purpose: String, _ run: CheckRun, identity: String) -> String {
        var fingerprint = Fingerprint(purpose)
        fingerprint.add("tree", identity)
        fingerprint.add("series", run.mails.seriesText)
        for (name, text) in run.mails.texts.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(name, text)
        }
        return fingerprint.key()
    }

    /// What `checkpatch.pl` says of every mail; it is asked only about those that are new or edited.
    private func checkpatchMails(_ run: CheckRun, identity: String) async throws -> [String: CheckOutcome] {
        var keys: [String: String] = [:]
        for name in run.mails.names {
            var fingerprint = Fingerprint("checkpatch 1")
            fingerprint.add("tree", identity)
            fingerprint.add("name", name)
            fingerprint.add("mail", run.mails.texts[name] ?? "")
            keys[name] = fingerprint.key()
        }
        var outcomes: [String: CheckOutcome] = [:]
        // A few at once, so that an interruption loses no more than those.
        var waiting = run.mails.names[...]
        while !waiting.isEmpty {
            let names = waiting.prefix(8)
            waiting = waiting.dropFirst(8)
            let missing = names.filter { name in keys[name].flatMap { kernels.cache.find(.mails, $0) } == nil }
            let fresh = try await run.checkpatchMails(missing)
            for name in names {
                guard let key = keys[name] else {
                    continue
                }
                outcomes[name] = try await KeptChecks.value(.mails, key, cache: kernels.cache) {
                    // Another run may have tidied up the cache in between.
                    if let outcome = fresh[name] {
                        return outcome
                    }
                    return try await run.checkpatchMails([name])[name] ?? .skipped(reason: "checkpatch.pl was not run")
                }.value
            }
        }
        return outcomes
    }

    private func recipients(_ run: CheckRun, overlay: TreeOverlay?) async throws -> CheckOutcome {
        let name = "MAINTAINERS"
        guard let content = overlay?.files[name] ?? nil else {
            return try await run.recipients(list: nil)
        }
        let scratch = try kernels.cache.makeTemporaryFolder(for: "recipients")
        defer { try? FileTree.remove(scratch) }
        try AtomicFile.write(content.bytes, to: scratch.appending(name))
        return try await run.recipients(list: scratch.appending(name))
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
