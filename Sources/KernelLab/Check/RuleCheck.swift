// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

extension RequiredTool {
    /// For rules of Coccinelle.
    static let forRules: [RequiredTool] = [.init(program: "spatch", package: "coccinelle")]
}

/// Runs Coccinelle's rules on the C files that a series touches: our own about a mapping's operations, and those of the
/// tree that say something about code of this kind.
struct RuleCheck: Sendable {
    let kernels: KernelPipeline

    private static let own = "scripts/vm_ops.cocci"
    /// Below the tree's `scripts/coccinelle`. Those that need an OCaml compiler are not among them.
    private static let ofTree = [
        "api/vma_pages.cocci", "free/kfree.cocci", "locks/mini_lock.cocci", "misc/doubleinit.cocci", "misc/ifcol.cocci",
        "misc/returnvar.cocci", "null/deref_null.cocci",
    ]

    func check(_ trees: CheckTrees) async throws -> CheckReport.Group {
        let files = CompilePlan(files: trees.files).sources
        let version = try await kernels.runner.output(
            of: Command("spatch", ["--version"]), orFail: .toolMissing, "cannot ask spatch for its version")
        var fingerprint = Fingerprint("rules 1")
        fingerprint.add("patched", trees.patched.identity)
        fingerprint.add("plain", trees.plain.identity)
        fingerprint.add("spatch", version.first ?? "")
        fingerprint.add("rules", Self.ofTree.joined(separator: " "))
        try fingerprint.add("own", contentsOf: kernels.repository.root.appending(Self.own))
        return try await KeptChecks.group("cocci", fingerprint, kernels: kernels) {
            var checks = [
                CheckReport.Check(
                    Self.own, try await outcome(kernels.repository.root.appending(Self.own), files, trees))
            ]
            for name in Self.ofTree {
                let rule = trees.plain.source.appending("scripts/coccinelle").appending(name)
                let outcome =
                    FileTree.exists(rule)
                    ? try await self.outcome(rule, files, trees) : .skipped(reason: "this tree does not have it")
                checks.append(.init(name, outcome))
            }
            return checks
        }
    }

    private func outcome(_ rule: FilePath, _ files: [String], _ trees: CheckTrees) async throws -> CheckOutcome {
        let name = rule.lastComponent?.string ?? rule.string
        return try await kernels.recorder.run("cocci") {
            let patched = try await run(rule, files, in: trees.patched.source)
            let suspects = Set(patched.map(\.file)).filter { FileTree.exists(trees.plain.source.appending($0)) }
            let plain = try await run(rule, suspects.sorted(), in: trees.plain.source)
            let new = RuleRemark.new(patched, since: plain)
            let known = patched.count - new.count
            let outcome = CheckOutcome(
                findings: new.map { CheckFinding($0.file, subjectLine: $0.line, message: "\($0.message) [\(name)]") },
                notes: known > 0 ? ["\(known) remarks, all on the unpatched tree, too"] : [])
            return (outcome, "\(name), \(files.count) files")
        }
    }

    private func run(_ rule: FilePath, _ files: [String], in tree: FilePath) async throws -> [RuleRemark] {
        if files.isEmpty {
            return []
        }
        let scratch = try kernels.cache.makeTemporaryFolder(for: "cocci")
        defer { try? FileTree.remove(scratch) }
        // A blank line ends a group of files that belong together.
        let groups = scratch.appending("groups")
        try AtomicFile.write(files.map { tree.appending($0).string + "\n\n" }.joined(), to: groups)
        let text: String
        do {
            text = String(decoding: try AtomicFile.read(rule), as: UTF8.self)
        } catch {
            throw FileFailure.describe(error, doing: "reading", rule)
        }
        let options = text.split(separator: "\n").compactMap { String($0).textAfter(prefix: "// Options: ") }
            .flatMap { $0.split(separator: " ").map(String.init) }
        let lines = LineCollector()
        let result = try await kernels.runner.run(
            Command(
                "spatch",
                ["-D", "report", "--very-quiet", "--no-show-diff", "--cocci-file", rule.string] + options
                    + ["--use-coccigrep", "--file-groups", groups.string], directory: scratch), onLine: lines.append)
        guard result.isSuccess else {
            throw LabFailure(
                .source, "spatch cannot apply \(rule): \(result.lastLines.last ?? result.endingText)",
                details: Array(result.lastLines.suffix(5)))
        }
        return RuleRemark.all(in: lines.lines.map { $0.textAfter(prefix: tree.string + "/") ?? $0 })
    }
}
