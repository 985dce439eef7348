// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

extension RequiredTool {
    /// For compiling what a series touches.
    package static let forCompiling: [RequiredTool] =
        forBuilding + [
            .init(program: "sparse", package: "sparse"),
            .init(program: Architecture.arm.crossPrefix + "gcc", package: "gcc-arm-linux-gnueabihf"),
            .init(program: Architecture.arm64.crossPrefix + "gcc", package: "gcc-aarch64-linux-gnu"),
        ]
}

/// apply -> stage -> configure and compile for each architecture -> compare: what `dmabuf-lab check --compile` adds.
struct CompilePipeline: Sendable {
    let kernels: KernelPipeline

    /// What the compilers say about each file that the series touches.
    ///
    /// - Parameter request: one whose series applies.
    func check(_ request: LabRequest, source: KernelSource, overlay: TreeOverlay) async throws -> CheckReport.Group {
        let plan = CompilePlan(files: overlay.files.filter { $0.value != nil }.map(\.key))
        var targets: [CompileTarget] = []
        for architecture in Architecture.allCases {
            targets.append(
                CompileTarget(
                    toolchain: try await Toolchain(runner: kernels.runner, architecture: architecture),
                    fragment: kernels.repository.root.appending("configs/compile-\(architecture.rawValue).config")))
        }
        let check = CompileCheck(plan: plan, targets: targets, recorder: kernels.recorder)
        var unpatched = request
        unpatched.isUnpatched = true
        unpatched.series = nil
        let base = unpatched
        // Both slots, always in this order: nobody else ever holds two.
        let files = try await locking(base, source) {
            try await locking(request, source) {
                let patched = try await kernels.stage(request, source: source, overlay: overlay)
                let plain = try await kernels.stage(base, source: source, overlay: .empty)
                return try await compiled(check, patched: patched, plain: plain)
            }
        }
        return Self.group(plan, files)
    }

    /// The result from the cache, or a new one.
    private func compiled(_ check: CompileCheck, patched: KernelTree, plain: KernelTree) async throws -> [CompiledFile]
    {
        let key = try await key(check, patched: patched, plain: plain)
        let name = "compiled.json"
        let entry = try await kernels.cache.entry(.compiled, key, onWait: {}) { folder in
            let side = CompileSide(
                tree: patched, runner: kernels.runner, progress: kernels.output, recorder: kernels.recorder)
            let base = CompileSide(
                tree: plain, runner: kernels.runner, progress: kernels.output, recorder: kernels.recorder)
            let results = try await check.compile(side)
            let before = try await check.compileBase(base, for: results)
            let files = check.judge(results, patched: patched, base: before)
            try CompiledFile.write(files, to: folder.appending(name))
        }
        if entry.wasCached {
            _ = try await kernels.recorder.run("compile") { ((), "cached") }
        }
        return try CompiledFile.read(entry.path.appending(name))
    }

    /// Names everything that decides the result.
    private func key(_ check: CompileCheck, patched: KernelTree, plain: KernelTree) async throws -> String {
        var fingerprint = Fingerprint("compiled 1")
        fingerprint.add("patched", patched.identity)
        fingerprint.add("plain", plain.identity)
        for file in check.plan.sources + check.plan.headers + check.plan.unknown {
            fingerprint.add("file", file)
        }
        for target in check.targets {
            fingerprint.add("toolchain", target.toolchain.identity)
            try fingerprint.add("config", contentsOf: target.fragment)
        }
        let sparse = try await kernels.runner.output(
            of: Command("sparse", ["--version"]), orFail: .toolMissing, "cannot ask sparse for its version")
        fingerprint.add("sparse", sparse.first ?? "")
        return fingerprint.key()
    }

    private func locking<Value: Sendable>(
        _ request: LabRequest, _ source: KernelSource, _ body: () async throws -> Value
    ) async throws -> Value {
        let slot = kernels.slot(request, source: source)
        let wait: @Sendable () -> Void = { kernels.output.note("waiting for another run that uses \(slot)") }
        return try await FileLock.holding(kernels.cache.lockPath("tree-\(slot)"), onWait: wait, body)
    }

    static func group(_ plan: CompilePlan, _ files: [CompiledFile]) -> CheckReport.Group {
        var checks = files.map { CheckReport.Check($0.file, $0.outcome) }
        checks += plan.rules.map { CheckReport.Check($0, .passed(notes: ["read by each configuration"])) }
        checks += plan.exempt.map { CheckReport.Check($0.file, .passed(notes: ["need not be compiled: \($0.reason)"])) }
        return CheckReport.Group("compile", checks.sorted { $0.name < $1.name })
    }
}
