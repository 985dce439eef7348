// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Builds and runs `tools/testing/vma`, mm's own tests of `mm/vma.c` in user space.
struct VMATestCheck: Sendable {
    let kernels: KernelPipeline

    private static let folder = "tools/testing/vma"

    func check(_ trees: CheckTrees) async throws -> CheckReport.Group {
        var fingerprint = Fingerprint("vma 1")
        fingerprint.add("patched", trees.patched.identity)
        fingerprint.add("plain", trees.plain.identity)
        fingerprint.add("toolchain", try await Toolchain(runner: kernels.runner).identity)
        return try await KeptChecks.group("vma", fingerprint, kernels: kernels) {
            let outcome = try await kernels.recorder.run("vma") {
                let outcome = try await self.outcome(trees)
                return (outcome, Self.folder)
            }
            return [.init(Self.folder, outcome)]
        }
    }

    private func outcome(_ trees: CheckTrees) async throws -> CheckOutcome {
        guard FileTree.exists(trees.patched.source.appending(Self.folder)) else {
            return .skipped(reason: "this kernel does not have it")
        }
        let patched = try await run(trees.patched.source)
        if patched.isBuilt {
            let findings = patched.isPassed ? [] : Self.failures(patched.lines)
            return CheckOutcome(findings: findings, notes: patched.lines.suffix(1))
        }
        let plain = try await run(trees.plain.source)
        let remarks = CompileRemark.all(in: patched.lines, source: "")
        let new = CompileLedger(base: CompileRemark.all(in: plain.lines, source: "")).new(in: remarks)
        if plain.isBuilt || !new.isEmpty {
            let errors = BuildErrors.extract(from: patched.lines, limit: 3)
            return .failed([CheckFinding(Self.folder, message: "does not build: " + errors.joined(separator: " | "))])
        }
        let first = BuildErrors.extract(from: plain.lines, limit: 1).first ?? ""
        let extent = remarks.contains { !$0.message.hasPrefix("warning: ") } ? "compile" : "link, though it compiles"
        return .skipped(reason: "on the unpatched tree it does not \(extent) either: \(first)")
    }

    private static func failures(_ lines: [String]) -> [CheckFinding] {
        let told = lines.filter { $0.contains("FAILED") || $0.contains("Assert") }
        return (told.isEmpty ? lines.suffix(1) : told).map { CheckFinding(folder, message: $0) }
    }

    private struct Run {
        let isBuilt: Bool
        let isPassed: Bool
        let lines: [String]
    }

    /// Builds in a copy: it writes beside its sources.
    private func run(_ tree: FilePath) async throws -> Run {
        let scratch = try kernels.cache.makeTemporaryFolder(for: "vma")
        defer { try? FileTree.remove(scratch) }
        let copied = ["vma", "shared", "radix-tree"]
        for (place, except) in [("", ["tools"]), ("tools", ["testing"]), ("tools/testing", copied)] {
            let source = place.isEmpty ? tree : tree.appending(place)
            let target = place.isEmpty ? scratch : scratch.appending(place)
            try FileTree.makeFolder(target)
            for name in FileTree.names(in: source) where !except.contains(name) {
                try FileTree.link(target.appending(name), to: source.appending(name).string)
            }
        }
        for name in copied {
            let source = tree.appending("tools/testing").appending(name)
            for file in FileTree.files(below: source) {
                let target = scratch.appending("tools/testing").appending(name).appending(file)
                try FileTree.makeFolder(target.removingLastComponent())
                try FileTree.copy(source.appending(file), to: target)
            }
        }
        let folder = scratch.appending(Self.folder)
        let environment: [String: String?] = ["MAKEFLAGS": nil, "MAKELEVEL": nil, "MFLAGS": nil, "CC": nil, "O": nil]
        let lines = LineCollector()
        let built = try await kernels.runner.run(
            Command("make", ["-C", folder.string, "--keep-going"], environment: environment), onLine: lines.append)
        guard built.isSuccess else {
            // The copy's place is another each time.
            let place = scratch.string + "/"
            let told = lines.lines.map { $0.split(separator: place, omittingEmptySubsequences: false).joined() }
            return Run(isBuilt: false, isPassed: false, lines: told)
        }
        let said = LineCollector()
        let result = try await kernels.runner.run(
            Command(folder.appending("vma").string, [], directory: folder), onLine: said.append)
        return Run(isBuilt: true, isPassed: result.isSuccess, lines: said.lines)
    }
}
