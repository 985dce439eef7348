// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Applies a series without fuzz to copies of just the files it touches, so no tree can ever be left half patched.
package struct SeriesApplier: Sendable {
    private let cache: LabCache
    private let runner: CommandRunner

    package init(cache: LabCache, runner: CommandRunner) {
        self.cache = cache
        self.runner = runner
    }

    /// The content of every touched file after the whole series.
    ///
    /// - Throws: ``LabFailure`` with exit code 11 that names the patch, the file and the hunk, or says that the series
    ///   or its first patches are in the tree already.
    package func apply(_ series: SeriesFolder, to tree: FilePath, title: String) async throws -> TreeOverlay {
        let touched = Self.touched(series)
        let scratch = try cache.makeTemporaryFolder(for: "apply")
        do {
            try Self.copy(touched, from: tree, to: scratch)
            for patch in series.patches {
                if let problem = try await apply(patch, in: scratch, reverse: false) {
                    try await explain(patch, problem, series: series, tree: tree, title: title)
                }
            }
            let overlay = try Self.collect(touched, from: scratch)
            try FileTree.remove(scratch)
            return overlay
        } catch {
            try? FileTree.remove(scratch)
            throw error
        }
    }

    /// Applies one patch; gives what `patch` said against it, or `nil` when all is well.
    private func apply(_ patch: SeriesFolder.Patch, in folder: FilePath, reverse: Bool) async throws -> PatchProblem? {
        var arguments = ["--strip=1", "--fuzz=0", "--no-backup-if-mismatch", "--reject-file=-"]
        // --batch would put a patch in that was to be taken out of a file without it, and call that a success.
        arguments += reverse ? ["--reverse", "--force"] : ["--forward", "--batch"]
        arguments += ["--input=\(patch.path)", "--directory=\(folder)"]
        let result = try await runner.run(Command("patch", arguments))
        if result.isSuccess {
            return nil
        }
        if let line = result.diskFullLine {
            throw FileFailure.diskFull(at: folder, reason: line, needed: nil)
        }
        return PatchProblem(output: result.lastLines)
    }

    /// Finds out why a patch does not apply, and throws it.
    private func explain(
        _ patch: SeriesFolder.Patch, _ problem: PatchProblem, series: SeriesFolder, tree: FilePath, title: String
    ) async throws -> Never {
        try await refuseApplied(series, in: tree, title: title)
        throw LabFailure(
            .apply, "\(patch.name) does not apply to \(title): \(problem.summary)",
            advice: "nothing was changed; rebase the patch, which is applied without fuzz",
            details: problem.lines)
    }

    /// Throws when a tree has the series already, or its first patches.
    func refuseApplied(_ series: SeriesFolder, in tree: FilePath, title: String) async throws {
        let count = series.patches.count
        let applied = try await patchesInTree(series, touched: Self.touched(series), tree: tree)
        if applied == count {
            throw LabFailure(
                .apply, "patch already applied: \(series.patches.last?.name ?? "") and all before it are in \(title)",
                advice: "use --unpatched to take the tree as it is")
        }
        if applied > 0 {
            throw LabFailure(
                .apply,
                "patch already applied: \(title) has the first \(applied) of \(count) patches, "
                    + "up to \(series.patches[applied - 1].name), but not \(series.patches[applied].name)",
                advice: "take those out of the tree, or use --unpatched to take the tree as it is")
        }
    }

    private static func touched(_ series: SeriesFolder) -> [String] {
        Set(series.patches.flatMap(\.touchedFiles)).sorted()
    }

    /// How many patches from the series' start the tree has already: the most that can be taken out again, last first.
    private func patchesInTree(_ series: SeriesFolder, touched: [String], tree: FilePath) async throws -> Int {
        for count in stride(from: series.patches.count, to: 0, by: -1) {
            let scratch = try cache.makeTemporaryFolder(for: "reverse")
            defer { try? FileTree.remove(scratch) }
            try Self.copy(touched, from: tree, to: scratch)
            var allReversed = true
            for patch in series.patches.prefix(count).reversed() where allReversed {
                allReversed = try await apply(patch, in: scratch, reverse: true) == nil
            }
            if allReversed {
                return count
            }
        }
        return 0
    }

    private static func copy(_ files: [String], from tree: FilePath, to scratch: FilePath) throws(LabFailure) {
        for file in files {
            let source = tree.appending(file)
            guard let status = FileTree.status(source) else {
                continue
            }
            guard status.isRegular else {
                throw LabFailure(.apply, "the series changes \(file), which is not a regular file in \(tree)")
            }
            let target = scratch.appending(file)
            try FileTree.makeFolder(target.removingLastComponent())
            try FileTree.copy(source, to: target)
        }
    }

    private static func collect(_ files: [String], from scratch: FilePath) throws(LabFailure) -> TreeOverlay {
        var collected: [String: TreeOverlay.Content?] = [:]
        for file in files {
            let path = scratch.appending(file)
            guard let status = FileTree.status(path) else {
                collected.updateValue(nil, forKey: file)
                continue
            }
            do {
                let content = TreeOverlay.Content(
                    bytes: try AtomicFile.read(path), isExecutable: status.mode & 0o100 != 0)
                collected.updateValue(content, forKey: file)
            } catch {
                throw FileFailure.describe(error, doing: "reading", path)
            }
        }
        return TreeOverlay(files: collected)
    }
}
