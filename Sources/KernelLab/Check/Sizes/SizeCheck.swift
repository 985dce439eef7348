// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

extension RequiredTool {
    /// For measuring code and structures.
    static let forMeasuring: [RequiredTool] =
        forBuilding + [
            .init(program: "python3", package: "python3"), .init(program: "nm", package: "binutils"),
            .init(program: "pahole", package: "pahole"),
        ]
}

/// Measures what a series makes of code and structures, on x86_64. Only the VMA's own structure may not grow.
struct SizeCheck: Sendable {
    let kernels: KernelPipeline

    func check(_ trees: CheckTrees) async throws -> CheckReport.Group {
        let plan = CompilePlan(files: trees.files)
        let toolchain = try await Toolchain(runner: kernels.runner)
        var target = CompileTarget(
            toolchain: toolchain,
            fragments: kernels.repository.fragments(
                compiling: toolchain.architecture, kernel: trees.source.version.series))
        target.name = "sizes"
        target.isStrict = false
        // For pahole; nothing of it is in the code.
        target.arguments = ["KCFLAGS=-gdwarf-4"]
        var fingerprint = Fingerprint("sizes 1")
        fingerprint.add("patched", trees.patched.identity)
        fingerprint.add("plain", trees.plain.identity)
        fingerprint.add("toolchain", toolchain.identity)
        for fragment in target.fragments {
            try fingerprint.add("config", contentsOf: fragment)
        }
        return try await KeptChecks.group("sizes", fingerprint, kernels: kernels) { [target] in
            let compile = CompileCheck(plan: plan, targets: [target], recorder: kernels.recorder)
            let pipeline = CompilePipeline(kernels: kernels)
            let side = pipeline.side(trees.patched)
            let objects = try await compile.compile(side).flatMap(\.objects).filter(\.isBuilt).map(\.path)
            let base = pipeline.side(trees.plain)
            let old = objects.filter { FileTree.exists(trees.plain.source.appending($0.dropLast() + "c")) }
            let before = try await kernels.recorder.run("compare") {
                _ = try await base.configure(target)
                let builder = base.builder(target)
                try await builder.prepare()
                let built = try await builder.build(old).filter(\.isBuilt).map(\.path)
                return (built, "\(built.count) unpatched objects")
            }
            return try await kernels.recorder.run("sizes") {
                let checks = try await measure(
                    objects, side.tree(for: target), before: before, base.tree(for: target), headers: plan.headers,
                    side.builder(target))
                return (checks, "\(objects.count) objects")
            }
        }
    }

    private func measure(
        _ objects: [String], _ patched: KernelTree, before: [String], _ plain: KernelTree, headers: [String],
        _ builder: ObjectBuilder
    ) async throws -> [CheckReport.Check] {
        var notes: [String] = []
        var whole = ObjectSize(before: 0, after: 0)
        for object in objects {
            guard before.contains(object) else {
                notes.append("\(object): new")
                continue
            }
            let lines = try await kernels.runner.output(
                of: Command(
                    patched.source.appending("scripts/bloat-o-meter").string,
                    [plain.build.appending(object).string, patched.build.appending(object).string]),
                orFail: .source, "bloat-o-meter cannot compare \(object)")
            guard let size = ObjectSize(lines: lines) else {
                throw LabFailure(.source, "bloat-o-meter prints no total for \(object)")
            }
            whole = ObjectSize(before: whole.before + size.before, after: whole.after + size.after)
            if size.before != size.after {
                notes.append("\(object): \(size.text)")
            }
        }
        notes.append("together: \(whole.text)")

        // As few objects as show every structure of the headers.
        var missing = Set(headers)
        var now = StructureSizes()
        var then = StructureSizes()
        for object in before {
            let shown = builder.dependencies(of: object).intersection(missing)
            if shown.isEmpty {
                continue
            }
            missing.subtract(shown)
            now.merge(try await structures(patched.build.appending(object)))
            then.merge(try await structures(plain.build.appending(object)))
        }
        return [
            .init("bloat-o-meter", .passed(notes: notes)),
            .init("pahole", .passed(notes: now.changes(since: then))),
            .init("vm_area_struct", now.outcome(of: "vm_area_struct", since: then)),
        ]
    }

    private func structures(_ object: FilePath) async throws -> StructureSizes {
        let lines = LineCollector()
        let result = try await kernels.runner.run(Command("pahole", ["-s", object.string]), onLine: lines.append)
        guard result.isSuccess else {
            throw LabFailure(.source, "pahole cannot read \(object): \(result.lastLines.last ?? result.endingText)")
        }
        return StructureSizes(lines: lines.lines)
    }
}
