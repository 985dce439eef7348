// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

extension RequiredTool {
    /// For compiling in other configurations.
    static let forConfigurations: [RequiredTool] = forCompiling.filter { $0.program != "sparse" }
}

/// Compiles what a series touches in configurations that nobody has chosen, and in those that few have: without an MMU,
/// and with 32 bits.
struct ConfigurationCheck: Sendable {
    let kernels: KernelPipeline
    let scope: ConfigurationScope

    private static let title = "configs"
    /// What every configuration but the random ones has to have.
    private static let core = "drivers/dma-buf/dma-buf.c"

    func check(_ trees: CheckTrees) async throws -> CheckReport.Group {
        let plan = CompilePlan(files: trees.files)
        var checks: [CheckReport.Check] = []
        let folder = trees.patched.build.removingLastComponent()
        try FileTree.makeFolder(folder)
        for target in try await targets(below: folder) {
            checks += try await one(target, plan, trees).checks
        }
        return CheckReport.Group(Self.title, checks)
    }

    /// One configuration; its outcome is kept.
    private func one(_ target: CompileTarget, _ plan: CompilePlan, _ trees: CheckTrees) async throws
        -> CheckReport.Group
    {
        var fingerprint = Fingerprint("configuration check 1")
        fingerprint.add("patched", trees.patched.identity)
        fingerprint.add("plain", trees.plain.identity)
        fingerprint.add("name", target.name)
        fingerprint.add("toolchain", target.toolchain.identity)
        for fragment in target.fragments {
            try fingerprint.add("config", contentsOf: fragment)
        }
        return try await KeptChecks.group(Self.title, fingerprint, kernels: kernels) {
            let compile = CompileCheck(plan: plan, targets: [target], recorder: kernels.recorder)
            let pipeline = CompilePipeline(kernels: kernels)
            let results = try await compile.compile(pipeline.side(trees.patched))
            let before = try await compile.compileBase(pipeline.side(trees.plain), for: results)
            let files = compile.judge(results, patched: trees.patched, base: before, requiresAll: false)
            var findings = files.flatMap(\.outcome.findings)
            let count = results.reduce(0) { $0 + $1.objects.count }
            if !target.acceptsDropped || target.name == Architecture.i386.rawValue,
                plan.sources.contains(Self.core), let why = results.first?.unreached[Self.core]
            {
                findings.append(CheckFinding(target.name, file: Self.core, message: "not compiled: \(why)"))
            }
            return [.init(target.name, CheckOutcome(findings: findings, notes: ["\(count) objects"]))]
        }
    }

    private func targets(below folder: FilePath) async throws -> [CompileTarget] {
        let configs = kernels.repository.root.appending("configs")
        let arm = try await Toolchain(runner: kernels.runner, architecture: .arm)
        let native = try await Toolchain(runner: kernels.runner)
        let narrow = try await Toolchain(runner: kernels.runner, architecture: .i386)

        var nommu = CompileTarget(toolchain: arm, fragment: configs.appending("compile-arm-nommu.config"))
        nommu.name = "arm-nommu"
        nommu.isStrict = false
        let wide = configs.appending("compile-x86_64.config")
        var small = CompileTarget(
            toolchain: narrow,
            fragment: try write(Self.narrowed(try fragment(wide)), to: folder.appending("i386.config")))
        small.acceptsDropped = true
        small.isStrict = false

        var targets = [nommu, small]
        var generator = SplitMix64(seed: scope.seed)
        let kinds = [(native, wide), (narrow, wide), (arm, configs.appending("compile-arm.config"))]
        for number in 1..<(scope.count + 1) {
            let (toolchain, path) = kinds[(number - 1) % kinds.count]
            var text = RandomConfiguration(drawnFrom: try fragment(path), using: &generator).text
            if toolchain.architecture == .i386 {
                text = Self.narrowed(text)
            }
            let name = "random-\(toolchain.architecture.rawValue)"
            var target = CompileTarget(
                toolchain: toolchain,
                fragment: try write(text, to: folder.appending("\(name)-\(scope.seed)-\(number).config")))
            target.name = name
            target.title = "\(name), \(number) of seed \(scope.seed)"
            target.acceptsDropped = true
            target.isStrict = false
            targets.append(target)
        }
        return targets
    }

    private func fragment(_ path: FilePath) throws -> ConfigFragment {
        do {
            return try ConfigFragment(
                parsing: String(decoding: try AtomicFile.read(path), as: UTF8.self),
                name: path.lastComponent?.string ?? path.string)
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading", path)
        } catch {
            throw LabFailure(.config, "\(error)")
        }
    }

    private static func narrowed(_ fragment: ConfigFragment) -> String {
        narrowed(MergedConfig(merging: [fragment]).text)
    }

    /// The same with 32 bits.
    private static func narrowed(_ text: String) -> String {
        text.split(separator: "\n").filter { $0 != "CONFIG_64BIT=y" }.map { $0 + "\n" }.joined()
            + "# CONFIG_64BIT is not set\n"
    }

    private func write(_ text: String, to path: FilePath) throws(LabFailure) -> FilePath {
        try AtomicFile.write(text, to: path)
        return path
    }
}
