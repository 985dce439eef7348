// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// source -> apply -> configure -> build -> module.
package struct KernelPipeline: Sendable {
    let repository: Repository
    let cache: LabCache
    let runner: CommandRunner
    let output: ConsoleOutput
    let recorder: StepRecorder

    package init(
        repository: Repository, cache: LabCache, runner: CommandRunner, output: ConsoleOutput, recorder: StepRecorder
    ) {
        self.repository = repository
        self.cache = cache
        self.runner = runner
        self.output = output
        self.recorder = recorder
    }

    /// Finds the source, downloading it if need be.
    package func source(_ request: LabRequest) async throws -> KernelSource {
        try await recorder.run("source") {
            if let tree = request.tree {
                let source = try await OwnTree(tree, runner: runner).inspect(allowDirty: request.allowsDirtyTree)
                if let wanted = request.kernel, wanted != source.version.series {
                    throw LabFailure(
                        .source, "\(source.folder) is Linux \(source.version), not the \(wanted) that --kernel asks for"
                    )
                }
                return (source, "Linux \(source.version) in \(source.title)")
            }
            let (source, wasCached) = try await DistributionSource(cache: cache, runner: runner, progress: output)
                .prepare(series: request.kernel ?? Repository.defaultKernel)
            return (source, "Linux \(source.version) from \(source.title)\(wasCached ? ", cached" : "")")
        }
    }

    /// Works out what the series makes of the source; changes nothing.
    package func overlay(_ request: LabRequest, source: KernelSource) async throws -> TreeOverlay {
        try await recorder.run("apply") {
            if request.isUnpatched {
                return (.empty, "no series (--unpatched)")
            }
            let folder = try request.series ?? repository.series(for: source.version.series)
            let series = try SeriesFolder(reading: folder)
            let overlay = try await SeriesApplier(cache: cache, runner: runner)
                .apply(series, to: source.folder, title: source.title)
            return (overlay, "\(series.patches.count) patches, \(overlay.files.count) files")
        }
    }

    /// The slot that trees of this origin and kind share, and its lock.
    func slot(_ request: LabRequest, source: KernelSource) -> String {
        source.slot + (request.isUnpatched ? "-plain" : "-series")
    }

    /// Runs a body that nobody else's run may disturb in the slot.
    func locking<Value: Sendable>(_ slot: String, _ body: () async throws -> Value) async throws -> Value {
        let wait: @Sendable () -> Void = { output.note("waiting for another run that uses \(slot)") }
        return try await FileLock.holding(cache.lockPath("tree-\(slot)"), onWait: wait, body)
    }

    /// Lays out the tree that is built. The caller holds the slot's lock.
    func stage(
        _ request: LabRequest, source: KernelSource, overlay: TreeOverlay
    ) async throws -> KernelTree {
        try await stage(in: slot(request, source: source), profile: request.profile, source: source, overlay: overlay)
    }

    /// Lays out the tree of a slot, whose lock the caller holds.
    func stage(
        in slot: String, profile: BuildProfile, source: KernelSource, overlay: TreeOverlay
    ) async throws -> KernelTree {
        let home = cache.root.appending("trees").appending(slot)
        let builds = cache.root.appending("builds").appending(slot)
        try FileTree.makeFolder(home)
        let staged = StagedTree(home: home)
        let (identity, rules, _) = try await staged.update(from: source, overlay: overlay, runner: runner) {
            try FileTree.discard(builds)
        }
        return KernelTree(
            source: staged.folder, build: builds.appending(profile.rawValue), identity: identity,
            rules: rules, patched: overlay.files.keys.sorted())
    }

    /// Lays out the patched tree and says where it is.
    package func apply(_ request: LabRequest) async throws -> KernelTree {
        let source = try await source(request)
        let overlay = try await overlay(request, source: source)
        return try await locking(slot(request, source: source)) {
            try await recorder.run("stage") {
                let tree = try await stage(request, source: source, overlay: overlay)
                return (tree, tree.source.string)
            }
        }
    }

    /// Everything up to the module.
    package func build(_ request: LabRequest) async throws -> PreparedKernel {
        let toolchain = try await Toolchain(runner: runner)
        let source = try await source(request)
        let configurator = try KernelConfigurator(
            fragments: repository.fragments(of: request.profile, kernel: source.version.series), runner: runner)
        let overlay = try await overlay(request, source: source)
        return try await locking(slot(request, source: source)) {
            let tree = try await stage(request, source: source, overlay: overlay)
            return try await build(
                request, source: source, tree: tree, configurator: configurator, toolchain: toolchain)
        }
    }

    private func build(
        _ request: LabRequest, source: KernelSource, tree: KernelTree, configurator: KernelConfigurator,
        toolchain: Toolchain
    ) async throws -> PreparedKernel {
        let builder = KernelBuilder(
            cache: cache, runner: runner, toolchain: toolchain, progress: output, recorder: recorder)
        let key = builder.key(of: tree, configurator.merged, request.profile)
        let wait: @Sendable () -> Void = { output.note("waiting for another run that builds the same") }
        let kernelEntry = try await cache.entry(.kernels, key, onWait: wait) { folder in
            try await builder.build(tree, key: key, profile: request.profile, configurator: configurator)
            try await builder.publish(tree, profile: request.profile, into: folder)
        }
        if kernelEntry.wasCached {
            _ = try await recorder.run("build") { ((), "\(request.profile.rawValue) kernel, cached") }
        }
        let moduleBuilder = ModuleBuilder(cache: cache, runner: runner, toolchain: toolchain)
        let moduleKey = try moduleBuilder.key(of: repository.moduleSources, kernel: key)
        let moduleEntry = try await cache.entry(.modules, moduleKey, onWait: wait) { folder in
            // The build folder may stand at another state than the kernel that came out of the cache.
            try await builder.build(tree, key: key, profile: request.profile, configurator: configurator)
            _ = try await recorder.run("module") {
                try await moduleBuilder.build(repository.moduleSources, tree: tree, into: folder)
                return ((), FileTree.names(in: folder).joined(separator: " "))
            }
        }
        if moduleEntry.wasCached {
            _ = try await recorder.run("module") { ((), "cached") }
        }
        return PreparedKernel(
            kernel: BuiltKernel(key: key, folder: kernelEntry.path), moduleKey: moduleKey, modules: moduleEntry.path,
            tree: tree, sourceTitle: source.title)
    }
}
