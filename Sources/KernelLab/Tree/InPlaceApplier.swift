// SPDX-License-Identifier: GPL-2.0-only

/// Puts the series into somebody's own tree: whole, or not at all.
package struct InPlaceApplier: Sendable {
    private let kernels: KernelPipeline

    package init(kernels: KernelPipeline) {
        self.kernels = kernels
    }

    /// Works everything out on copies, then changes the tree.
    ///
    /// - Parameter request: With its `tree`.
    /// - Returns: How many patches were put in and how many files they changed.
    /// - Throws: ``LabFailure``, exit code 10 where the tree is not what was asked for or has uncommitted changes, 11
    ///   where the series does not apply or is there already, in part or as a whole. The tree is as it was then.
    package func apply(_ request: LabRequest) async throws -> (patches: Int, files: Int) {
        guard let tree = request.tree else {
            throw LabFailure(.usage, "which tree?", advice: "name it with --tree")
        }
        let own = try OwnTree(tree, runner: kernels.runner)
        let writer = InPlaceWriter(own.folder)
        if try await writer.recover() {
            kernels.output.note(
                "a run that was killed had left \(own.folder) half done: it is as it was before that run")
        }
        let source: KernelSource
        do {
            source = try await kernels.source(request)
        } catch let failure as LabFailure where !request.allowsDirtyTree {
            // What makes it dirty may be the series itself.
            try await refuseSeries(request)
            throw failure
        }
        let folder = try request.series ?? kernels.repository.series(for: source.version.series)
        let series = try SeriesFolder(reading: folder)
        let states = writer.states(of: series.patches.flatMap(\.touchedFiles))
        let overlay = try await kernels.overlay(request, source: source)
        let files = try await kernels.recorder.run("write") {
            let count = try await writer.write(overlay, states: states)
            return (count, "\(count) files in \(source.folder)")
        }
        return (series.patches.count, files)
    }

    /// Throws when a tree with uncommitted changes has the series, or its first patches.
    private func refuseSeries(_ request: LabRequest) async throws {
        guard let tree = request.tree,
            let source = try? await OwnTree(tree, runner: kernels.runner).inspect(allowDirty: true),
            request.kernel == nil || request.kernel == source.version.series,
            let folder = try? request.series ?? kernels.repository.series(for: source.version.series)
        else {
            return
        }
        try await SeriesApplier(cache: kernels.cache, runner: kernels.runner)
            .refuseApplied(try SeriesFolder(reading: folder), in: source.folder, title: source.title)
    }
}
