// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Builds and boots mutants of one patched tree.
struct MutationRun: Sendable {
    private let kernels: KernelPipeline
    private let request: LabRequest
    private let source: KernelSource
    /// What the series makes of the tree.
    private let overlay: TreeOverlay
    private let scratch: FilePath
    private let toolchain: Toolchain
    private let configurator: KernelConfigurator
    private let runnerKey: String

    init(
        kernels: KernelPipeline, request: LabRequest, source: KernelSource, overlay: TreeOverlay, scratch: FilePath
    ) async throws {
        self.kernels = kernels
        self.request = request
        self.source = source
        self.overlay = overlay
        self.scratch = scratch
        toolchain = try await Toolchain(runner: kernels.runner)
        configurator = try KernelConfigurator(
            fragments: kernels.repository.fragments(of: .fast, kernel: source.version.series), runner: kernels.runner)
        let built = try await RunnerBuilder(cache: kernels.cache, runner: kernels.runner, progress: kernels.output)
            .prepare(repository: kernels.repository.root)
        runnerKey = built.key
    }

    /// What is known of a mutant with the same inputs, or is found out now.
    func record(_ mutant: Mutant) async throws -> (record: MutantRecord, wasKept: Bool) {
        let key = try key(mutant)
        let file = "record.json"
        if let folder = kernels.cache.find(.mutants, key) {
            return (try KeptChecks.read(folder.appending(file)), true)
        }
        let record = try await examine(mutant)
        // Whoever makes the checks better asks again.
        if record.fate == .killed {
            _ = try await kernels.cache.entry(.mutants, key, onWait: {}) { folder in
                try KeptChecks.write(record, to: folder.appending(file))
            }
        }
        return (record, false)
    }

    /// Names everything that decides a mutant's fate.
    private func key(_ mutant: Mutant) throws -> String {
        var fingerprint = Fingerprint("mutant 1")
        fingerprint.add("source", source.slot)
        fingerprint.add("version", source.version.description)
        for (path, digest) in overlay.digests.sorted(by: { $0.key < $1.key }) {
            fingerprint.add(path, digest)
        }
        fingerprint.add("mutant", mutant.text)
        fingerprint.add("config", configurator.merged.text)
        fingerprint.add("toolchain", toolchain.identity)
        let modules = ModuleBuilder(cache: kernels.cache, runner: kernels.runner, toolchain: toolchain)
        fingerprint.add("module", try modules.key(of: kernels.repository.moduleSources, kernel: ""))
        fingerprint.add("runner", runnerKey)
        return fingerprint.key()
    }

    private func examine(_ mutant: Mutant) async throws -> MutantRecord {
        guard let mutated = try await overlay(with: mutant) else {
            return MutantRecord(mutant, .doesNotApply, evidence: "carry it on to what the series is now")
        }
        // The folder of the series' own kernel: only what the mutant changes is compiled.
        return try await kernels.locking(kernels.slot(request, source: source)) {
            let tree = try await kernels.stage(request, source: source, overlay: mutated)
            let builder = KernelBuilder(
                cache: kernels.cache, runner: kernels.runner, toolchain: toolchain, progress: kernels.output,
                recorder: kernels.recorder)
            let booter = PrefixBooter(
                kernels: kernels, toolchain: toolchain, request: request, area: "mutate", filters: mutant.filters,
                // A guest that a mutant hangs is not waited for as one that is slow.
                overallTimeout: .seconds(mutant.filters.isEmpty ? 300 : 120))
            do {
                let key = builder.key(of: tree, configurator.merged, .fast)
                try await builder.build(tree, key: key, profile: .fast, configurator: configurator)
                guard mutant.touched.contains(where: { isPart($0, of: tree) }) else {
                    return MutantRecord(mutant, .notInKernel, evidence: "no part of this kernel")
                }
                return MutantRecord(mutant, try await booter.boot(tree, runnerKey: runnerKey, as: mutant.name))
            } catch let failure as LabFailure where failure.exitCode == .kernelBuild || failure.exitCode == .moduleBuild
            {
                return MutantRecord(mutant, .doesNotBuild, evidence: failure.message)
            }
        }
    }

    /// Whether the kernel has an object of a C file, or the file is another kind.
    private func isPart(_ file: String, of tree: KernelTree) -> Bool {
        !file.hasSuffix(".c") || FileTree.exists(tree.build.appending(file.dropLast() + "o"))
    }

    /// What the series and a mutant make of the tree; nil where the mutant does not apply.
    private func overlay(with mutant: Mutant) async throws -> TreeOverlay? {
        let patched = scratch.appending("patched")
        let trial = scratch.appending("trial")
        for folder in [patched, trial] {
            try FileTree.remove(folder)
            try FileTree.makeFolder(folder)
        }
        var content = overlay.files
        for file in mutant.touched {
            let target = patched.appending(file)
            try FileTree.makeFolder(target.removingLastComponent())
            if let known = content[file] {
                guard let known else {
                    return nil
                }
                try AtomicFile.write(known.bytes, to: target)
            } else if FileTree.status(source.folder.appending(file))?.isRegular == true {
                try FileTree.copy(source.folder.appending(file), to: target)
            } else {
                return nil
            }
        }
        switch mutant.change {
        case .line(let number, let text):
            for file in mutant.touched {
                var lines = try Self.read(patched.appending(file)).split(
                    separator: "\n", omittingEmptySubsequences: false)
                guard lines.indices.contains(number - 1) else {
                    return nil
                }
                lines[number - 1] = text[...]
                content[file] = TreeOverlay.Content(
                    bytes: Array(lines.joined(separator: "\n").utf8), isExecutable: false)
            }
        case .patch(let path):
            let applied = try SeriesTrial(files: mutant.touched, from: patched, to: trial, runner: kernels.runner)
            guard case .applied = try await applied.apply(path) else {
                return nil
            }
            for file in mutant.touched {
                content[file] = TreeOverlay.Content(
                    bytes: Array(try Self.read(trial.appending(file)).utf8), isExecutable: false)
            }
        }
        return TreeOverlay(files: content)
    }

    private static func read(_ path: FilePath) throws(LabFailure) -> String {
        do {
            return String(decoding: try AtomicFile.read(path), as: UTF8.self)
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }
}
