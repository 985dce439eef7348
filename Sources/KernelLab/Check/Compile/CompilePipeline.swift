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

/// configure and compile for each architecture -> compare: what `dmabuf-lab check --compile` adds.
struct CompilePipeline: Sendable {
    let kernels: KernelPipeline

    /// What the compilers say about each file that the series touches.
    func check(_ trees: CheckTrees) async throws -> CheckReport.Group {
        let plan = CompilePlan(files: trees.files)
        let targets = try await targets(kernel: trees.source.version.series)
        let check = CompileCheck(plan: plan, targets: targets, recorder: kernels.recorder)
        return Self.group(plan, try await compiled(check, patched: trees.patched, plain: trees.plain))
    }

    /// Everything that a file may be compiled for.
    ///
    /// - Parameters:
    ///   - kernel: such as "6.12".
    ///   - compilerCache: where ccache keeps what it compiled; nil to compile without it.
    func targets(kernel: String, compilerCache: FilePath? = nil) async throws -> [CompileTarget] {
        var targets: [CompileTarget] = []
        for architecture in Architecture.reaching {
            let toolchain = try await Toolchain(
                runner: kernels.runner, architecture: architecture, compilerCache: compilerCache)
            targets.append(
                CompileTarget(
                    toolchain: toolchain,
                    fragments: kernels.repository.fragments(compiling: architecture, kernel: kernel)))
        }
        return targets
    }

    /// The result from the cache, or a new one.
    private func compiled(_ check: CompileCheck, patched: KernelTree, plain: KernelTree) async throws -> [CompiledFile]
    {
        let key = try await key(check, patched: patched, plain: plain)
        let name = "compiled.json"
        let entry = try await kernels.cache.entry(.compiled, key, onWait: {}) { folder in
            let side = side(patched)
            let results = try await check.compile(side)
            let before = try await check.compileBase(self.side(plain), for: results)
            let files = check.judge(results, patched: patched, base: before)
            try KeptChecks.write(files, to: folder.appending(name))
        }
        if entry.wasCached {
            _ = try await kernels.recorder.run("compile") { ((), "cached") }
        }
        return try KeptChecks.read(entry.path.appending(name))
    }

    func side(_ tree: KernelTree) -> CompileSide {
        CompileSide(tree: tree, runner: kernels.runner, progress: kernels.output, recorder: kernels.recorder)
    }

    /// Names everything that decides the result.
    private func key(_ check: CompileCheck, patched: KernelTree, plain: KernelTree) async throws -> String {
        var fingerprint = Fingerprint("compiled 2")
        fingerprint.add("patched", patched.identity)
        fingerprint.add("plain", plain.identity)
        for file in check.plan.sources + check.plan.headers + check.plan.unknown {
            fingerprint.add("file", file)
        }
        try await add(check.targets, to: &fingerprint)
        return fingerprint.key()
    }

    /// Adds what decides how an object is compiled and checked.
    func add(_ targets: [CompileTarget], to fingerprint: inout Fingerprint) async throws {
        for target in targets {
            fingerprint.add("toolchain", target.toolchain.identity)
            for fragment in target.fragments {
                try fingerprint.add("config", contentsOf: fragment)
            }
        }
        let sparse = try await kernels.runner.output(
            of: Command("sparse", ["--version"]), orFail: .toolMissing, "cannot ask sparse for its version")
        fingerprint.add("sparse", sparse.first ?? "")
    }

    static func group(_ plan: CompilePlan, _ files: [CompiledFile]) -> CheckReport.Group {
        var checks = files.map { CheckReport.Check($0.file, $0.outcome) }
        checks += plan.rules.map { CheckReport.Check($0, .passed(notes: ["read by each configuration"])) }
        checks += plan.exempt.map { CheckReport.Check($0.file, .passed(notes: ["need not be compiled: \($0.reason)"])) }
        return CheckReport.Group("compile", checks.sorted { $0.name < $1.name })
    }
}
