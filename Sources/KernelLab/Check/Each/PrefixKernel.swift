// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Builds and boots the kernels of a series' prefixes, one after the other in one place, so that each costs only what
/// its patch changes.
struct PrefixKernel: Sendable {
    private let kernels: KernelPipeline
    private let request: LabRequest
    private let source: KernelSource
    private let slot: String
    private let plain: PlainTree
    /// Of the unpatched tree.
    private let identity: String
    private let toolchain: Toolchain
    private let targets: [CompileTarget]
    private let configurator: KernelConfigurator

    init(
        kernels: KernelPipeline, request: LabRequest, source: KernelSource, slot: String, plain: PlainTree,
        identity: String
    ) async throws {
        self.kernels = kernels
        self.request = request
        self.source = source
        self.slot = slot
        self.plain = plain
        self.identity = identity
        let compilerCache = kernels.cache.root.appending("ccache")
        toolchain = try await Toolchain(runner: kernels.runner, compilerCache: compilerCache)
        targets = try await CompilePipeline(kernels: kernels).targets(
            kernel: source.version.series, compilerCache: compilerCache)
        configurator = try KernelConfigurator(
            fragments: kernels.repository.fragments(of: .fast, kernel: source.version.series), runner: kernels.runner)
    }

    /// What is known of a prefix with the same inputs, or is found out now. Only what is without findings is kept.
    ///
    /// - Parameters:
    ///   - sources: C files that any patch of the series touches.
    ///   - mayFail: tests whose fix is yet to come; nil not to boot.
    ///   - earlier: the boot of the prefix before, if there was one.
    func result(
        _ prefix: SeriesPrefix, sources: Set<String>, mayFail: Set<String>?, earlier: PrefixBoot?
    ) async throws -> (record: PrefixRecord, wasKept: Bool) {
        let key = try await key(prefix, sources: sources, mayFail: mayFail, earlier: earlier)
        let file = "record.json"
        if let folder = kernels.cache.find(.prefixes, key) {
            return (try KeptChecks.read(folder.appending(file)), true)
        }
        let record = try await examine(prefix, sources: sources, mayFail: mayFail, earlier: earlier)
        if record.isClean {
            _ = try await kernels.cache.entry(.prefixes, key, onWait: {}) { folder in
                try KeptChecks.write(record, to: folder.appending(file))
            }
        }
        return (record, false)
    }

    /// Names everything that decides what is found.
    private func key(
        _ prefix: SeriesPrefix, sources: Set<String>, mayFail: Set<String>?, earlier: PrefixBoot?
    ) async throws -> String {
        var fingerprint = Fingerprint("prefix 1")
        try await add(prefix, sources: sources, to: &fingerprint)
        guard let mayFail else {
            return fingerprint.key()
        }
        fingerprint.add("boot", mayFail.sorted().joined(separator: "\n"))
        fingerprint.add("earlier", earlier?.passed.joined(separator: "\n") ?? "none")
        let modules = ModuleBuilder(cache: kernels.cache, runner: kernels.runner, toolchain: toolchain)
        fingerprint.add("module", try modules.key(of: kernels.repository.moduleSources, kernel: ""))
        fingerprint.add("runner", try await runnerKey())
        return fingerprint.key()
    }

    /// Names what decides how the prefix compiles.
    private func add(_ prefix: SeriesPrefix, sources: Set<String>, to fingerprint: inout Fingerprint) async throws {
        fingerprint.add("plain", identity)
        for (path, digest) in prefix.overlay.digests.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(path, digest)
        }
        for file in prefix.touched {
            fingerprint.add("file", file)
        }
        if !CompilePlan(files: prefix.touched).headers.isEmpty {
            for file in sources.sorted() {
                fingerprint.add("reached", file)
            }
        }
        fingerprint.add("config", configurator.merged.text)
        fingerprint.add("toolchain", toolchain.identity)
        try await CompilePipeline(kernels: kernels).add(targets, to: &fingerprint)
    }

    /// What became of the objects, for all architectures. They take longest where a header is touched, and are the same
    /// whatever is booted.
    private func objects(
        of prefix: SeriesPrefix, in tree: KernelTree, sources: Set<String>
    ) async throws -> PrefixCompilation {
        var fingerprint = Fingerprint("prefix objects 1")
        try await add(prefix, sources: sources, to: &fingerprint)
        let key = fingerprint.key()
        let file = "objects.json"
        if let folder = kernels.cache.find(.prefixes, key) {
            return try KeptChecks.read(folder.appending(file))
        }
        let compilation = try await PrefixObjects(kernels: kernels, plain: plain, targets: targets)
            .compile(tree, prefix, sources: sources)
        if compilation.outcome.findings.isEmpty {
            _ = try await kernels.cache.entry(.prefixes, key, onWait: {}) { folder in
                try KeptChecks.write(compilation, to: folder.appending(file))
            }
        }
        return compilation
    }

    private func buildState(of prefix: SeriesPrefix) -> PrefixBuildState {
        var setting = Fingerprint("prefix kernel 1")
        setting.add("plain", identity)
        setting.add("config", configurator.merged.text)
        setting.add("toolchain", toolchain.identity)
        return PrefixBuildState(setting: setting.key(), digests: prefix.overlay.digests)
    }

    private func runnerKey() async throws -> String {
        try await RunnerBuilder(cache: kernels.cache, runner: kernels.runner, progress: kernels.output)
            .prepare(repository: kernels.repository.root).key
    }

    private func examine(
        _ prefix: SeriesPrefix, sources: Set<String>, mayFail: Set<String>?, earlier: PrefixBoot?
    ) async throws -> PrefixRecord {
        let tree = try await kernels.stage(in: slot, profile: .fast, source: source, overlay: prefix.overlay)
        let state = buildState(of: prefix)
        let stateFile = tree.build.appending(PrefixBuildState.file)
        let isAsBefore =
            (mayFail == nil || earlier != nil)
            && (try? KeptChecks.read(stateFile) as PrefixBuildState)?
                .gives(theKernelOf: state, touched: prefix.touched, build: tree.build) == true
        let built: (outcome: CheckOutcome, isThere: Bool, steps: Int)
        if isAsBefore {
            built = (.passed(notes: ["it is the kernel of the patch before"]), true, 0)
        } else {
            FileTree.unlink(stateFile)
            built = try await builds(tree, prefix)
            if built.isThere {
                try KeptChecks.write(state, to: stateFile)
            }
        }
        var checks = [CheckReport.Check("\(prefix.name)/builds", built.outcome)]
        let objects = try await objects(of: prefix, in: tree, sources: sources)
        checks.append(.init("\(prefix.name)/objects", objects.outcome))
        var boot: PrefixBoot?
        if let mayFail {
            let outcome: CheckOutcome
            if !built.isThere {
                outcome = .skipped(reason: "it does not build")
            } else {
                do {
                    let booted: PrefixBoot
                    if let earlier, isAsBefore {
                        booted = earlier
                    } else {
                        booted = try await PrefixBooter(kernels: kernels, toolchain: toolchain, request: request)
                            .boot(tree, runnerKey: try await runnerKey(), as: prefix.name)
                    }
                    boot = booted
                    let lost = earlier.map { booted.lost(since: $0) } ?? []
                    outcome = booted.outcome(prefix.name, mayFail: mayFail).adding(
                        lost.map {
                            CheckFinding(
                                prefix.name, message: "\($0) passed before this patch, and does not run with it")
                        })
                } catch let failure as LabFailure where failure.exitCode == .moduleBuild {
                    outcome = .failed([CheckFinding(prefix.name, message: failure.message)])
                }
            }
            checks.append(.init("\(prefix.name)/boots", outcome))
        }
        let said = boot.map { ", \($0.passed.count) passed, \($0.failed.count) failed, \($0.skipped) skipped" } ?? ""
        return PrefixRecord(
            checks: checks, boot: boot, notes: "\(built.steps) steps, \(objects.count) objects\(said)")
    }

    /// Builds the kernel; whatever is said while it is built is a finding, unless it is said of the unpatched one, too.
    private func builds(
        _ tree: KernelTree, _ prefix: SeriesPrefix
    ) async throws -> (outcome: CheckOutcome, isThere: Bool, steps: Int) {
        let builder = KernelBuilder(
            cache: kernels.cache, runner: kernels.runner, toolchain: toolchain, progress: kernels.output,
            recorder: kernels.recorder)
        let key = builder.key(of: tree, configurator.merged, .fast)
        // What was said before an interruption is not said again.
        let isUnderWay = FileTree.exists(tree.build.appending("build-under-way"))
        let before = isUnderWay ? lines(of: tree) : []
        do {
            try await builder.build(tree, key: key, profile: .fast, configurator: configurator)
        } catch let failure as LabFailure where failure.exitCode == .kernelBuild || failure.exitCode == .config {
            return (.failed([CheckFinding(prefix.name, message: failure.message)]), false, 0)
        }
        let lines = before + lines(of: tree)
        let remarks = CompileRemark.all(in: lines, source: tree.source.string)
        let new = remarks.isEmpty ? [] : CompileLedger(base: try await plainRemarks(on: remarks)).new(in: remarks)
        let findings = new.map { CheckFinding(prefix.name, file: $0.file, line: $0.line, message: $0.message) }
        let steps = lines.count { $0.hasPrefix("  ") && $0.dropFirst(2).first?.isUppercase == true }
        return (CheckOutcome(findings: findings), true, steps)
    }

    private func lines(of tree: KernelTree) -> [String] {
        let text = (try? AtomicFile.read(tree.build.appending("build.log"))).map { String(decoding: $0, as: UTF8.self) }
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// What is said of the same files of the unpatched tree.
    private func plainRemarks(on remarks: [CompileRemark]) async throws -> [CompileRemark] {
        try await plain.with { try await plainRemarks(on: remarks, in: $0) }
    }

    private func plainRemarks(on remarks: [CompileRemark], in plain: KernelTree) async throws -> [CompileRemark] {
        let tree = KernelTree(
            source: plain.source, build: plain.build.removingLastComponent().appending("each-base"),
            identity: plain.identity, rules: plain.rules)
        try FileTree.makeFolder(tree.build)
        try await configurator.configure(tree, toolchain: toolchain, log: tree.build.appending("configure.log"))
        let builder = ObjectBuilder(
            tree: tree, toolchain: toolchain, runner: kernels.runner, progress: kernels.output, isStrict: false)
        let sources = Set(remarks.map(\.file)).filter {
            $0.hasSuffix(".c") && FileTree.exists(tree.source.appending($0))
        }
        try await builder.prepare()
        return try await builder.build(sources.sorted().map { $0.dropLast() + "o" })
            .flatMap { CompileRemark.all(in: $0.output, source: tree.source.string) }
    }
}
