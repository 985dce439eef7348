// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Carries a version of the series to another kernel, as far as it goes by itself.
package struct PortPipeline: Sendable {
    /// What came of it.
    package struct Progress: Sendable {
        package let state: PortState
        /// Commits since the new kernel.
        package let commits: Int
        package let conflict: PortConflict?
    }

    private let kernels: KernelPipeline

    package init(kernels: KernelPipeline) {
        self.kernels = kernels
    }

    /// Begins a port.
    ///
    /// - Parameters:
    ///   - from: A version of the series, such as "6.12", or a folder of patches.
    ///   - fromTree: The kernel that these patches are for, instead of the distribution's.
    ///   - target: The new kernel, by `kernel` or `tree`; it is only read.
    ///   - folder: Where to work, absolute; must not exist yet.
    package func begin(
        from: String, fromTree: FilePath?, target: LabRequest, folder: FilePath, here: FilePath
    ) async throws -> Progress {
        guard !FileTree.exists(folder) else {
            throw LabFailure(
                .usage, "\(folder) is there already", advice: "go on with it: --continue; or name another with --into")
        }
        let isOwn = kernels.repository.seriesVersions.contains(from)
        let series = try SeriesFolder(
            reading: isOwn ? try kernels.repository.series(for: from) : here.pushing(FilePath(from)))
        guard isOwn || fromTree != nil else {
            throw LabFailure(.usage, "which kernel are the patches in \(from) for?", advice: "name it with --from-tree")
        }
        var request = LabRequest(results: "results")
        request.kernel = isOwn ? from : nil
        request.tree = fromTree
        request.allowsDirtyTree = true
        let old = try await kernels.source(request)
        let new = try await kernels.source(target)
        let partial = PortFolder(path: FilePath(folder.string + ".part"), runner: kernels.runner)
        let state: PortState
        do {
            try FileTree.remove(partial.path)
            state = try await layOut(partial, series: series, old: old, new: new)
            try FileTree.rename(partial.path, to: folder)
        } catch {
            try? FileTree.remove(partial.path)
            throw FileTree.exists(folder) || error is LabFailure || error is CancellationError
                ? error : FileFailure.describe(error, doing: "making", folder)
        }
        let port = PortFolder(path: folder, runner: kernels.runner)
        return try await apply(port, state, ["am", "--3way"] + state.patches.map(\.path))
    }

    /// Goes on after a conflict was resolved; shows it again when it was not.
    package func resume(_ folder: FilePath) async throws -> Progress {
        let port = PortFolder(path: folder, runner: kernels.runner)
        let state = try port.readState()
        guard let current = port.current else {
            return try await progress(port, state, conflict: nil)
        }
        let isStaged = try await !port.git(["diff", "--cached", "--quiet", "HEAD"]).isSuccess
        guard isStaged, try await port.unmerged().isEmpty else {
            return try await progress(port, state, conflict: conflict(port, state, number: current))
        }
        return try await apply(port, state, ["am", "--continue"])
    }

    private func apply(_ port: PortFolder, _ state: PortState, _ arguments: [String]) async throws -> Progress {
        try await kernels.recorder.run("apply") {
            let result = try await port.git(arguments, environment: try await port.identity())
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: port.path, reason: line, needed: nil)
            }
            var found: PortConflict?
            if let number = port.current {
                found = try await conflict(port, state, number: number)
            } else if !result.isSuccess {
                throw LabFailure(.apply, "git am failed: \(result.lastLines.last ?? result.endingText)")
            }
            let progress = try await progress(port, state, conflict: found)
            return (progress, "\(progress.commits) of \(state.patches.count) patches in \(port.path)")
        }
    }

    private func progress(_ port: PortFolder, _ state: PortState, conflict: PortConflict?) async throws -> Progress {
        let count = try await port.output(
            ["rev-list", "--count", "\(state.base)..HEAD"], orFail: "cannot count the commits in \(port.path)")
        return Progress(state: state, commits: count.last.flatMap { Int($0) } ?? 0, conflict: conflict)
    }

    /// Makes the folder: the new kernel as a commit, and the old one's files, so that git can merge.
    private func layOut(
        _ port: PortFolder, series: SeriesFolder, old: KernelSource, new: KernelSource
    ) async throws -> PortState {
        let base = try await kernels.recorder.run("tree") {
            (try await layOutTarget(port, new), "Linux \(new.version) in \(port.path)")
        }
        let fromBase = try await kernels.recorder.run("ancestors") {
            (try await layOutAncestors(port, series, old), "the files of Linux \(old.version)")
        }
        let state = PortState(
            from: "\(old.version.series)", to: "Linux \(new.version)", fromBase: fromBase, base: base,
            patches: series.patches.map { .init(name: $0.name, path: $0.path.string) })
        try port.write(state)
        return state
    }

    private func layOutTarget(_ port: PortFolder, _ new: KernelSource) async throws -> String {
        let branch = "port-\(new.version.series)"
        try DiskSpace.require(2_500_000_000, at: port.path)
        if FileTree.exists(new.folder.appending(".git")) {
            // Its history comes along, but as objects that stay where they are.
            let arguments = [
                "-c", "safe.directory=*", "clone", "--quiet", "--shared", "--no-checkout", "--no-tags",
                new.folder.string, port.path.string,
            ]
            let result = try await kernels.runner.run(Command("git", arguments, environment: ["GIT_DIR": nil]))
            guard result.isSuccess else {
                throw LabFailure(.source, "cannot clone \(new.folder): \(result.lastLines.last ?? result.endingText)")
            }
            try await port.output(
                ["checkout", "--quiet", "-B", branch, "HEAD"], orFail: "cannot check out \(new.folder)")
            return try await port.output(["rev-parse", "HEAD"], orFail: "cannot read \(port.path)").last ?? ""
        }
        try FileTree.makeFolder(port.path)
        try await port.output(["init", "--quiet"], orFail: "cannot make \(port.path)")
        let files = if case .own(let files) = new.origin { files } else { [String]() }
        try await add(port, files.isEmpty ? ["."] : files, of: new.folder, index: "index")
        let tree = try await port.output(["write-tree"], orFail: "cannot write to \(port.path)").last ?? ""
        let base = try await port.commit(tree: tree, "Linux \(new.version), as in \(new.title)")
        try await port.output(["checkout", "--quiet", "-f", "-B", branch, base], orFail: "cannot lay out \(port.path)")
        return base
    }

    /// Gives git every state that the touched files go through in the series, which is what a three-way merge begins
    /// from.
    private func layOutAncestors(_ port: PortFolder, _ series: SeriesFolder, _ old: KernelSource) async throws -> String
    {
        let touched = Set(series.patches.flatMap(\.touchedFiles)).sorted()
            .filter { FileTree.exists(old.folder.appending($0)) }
        let index = "dmabuf-lab-index"
        let environment: [String: String?] = ["GIT_INDEX_FILE": port.path.appending(".git").appending(index).string]
        try await add(port, touched, of: old.folder, index: index)
        func commit(_ message: String, _ name: String) async throws -> String {
            let tree =
                try await port.output(
                    ["write-tree"], environment: environment, orFail: "cannot write to \(port.path)"
                ).last ?? ""
            let commit = try await port.commit(tree: tree, message)
            try await port.output(
                ["update-ref", "refs/dmabuf-lab/\(name)", commit], orFail: "cannot write to \(port.path)")
            return commit
        }
        let base = try await commit("The touched files of Linux \(old.version)", "from-base")
        for patch in series.patches {
            let result = try await port.git(
                ["apply", "--cached", "--whitespace=nowarn", patch.path.string], environment: environment)
            guard result.isSuccess else {
                throw LabFailure(
                    .apply,
                    "\(patch.name) does not apply to \(old.title), which it is for: "
                        + (result.lastLines.first ?? result.endingText),
                    advice: "name the kernel that it is for with --from-tree")
            }
        }
        _ = try await commit("The same with the series", "from")
        // The states in between belong to no commit.
        try await port.output(["config", "gc.auto", "0"], orFail: "cannot write to \(port.path)")
        return base
    }

    /// Adds files of another folder to an index, as if it were the work tree. The folder is only read.
    private func add(_ port: PortFolder, _ files: [String], of folder: FilePath, index: String) async throws {
        let git = port.path.appending(".git")
        let list = git.appending("dmabuf-lab-files")
        try AtomicFile.write(files.map { $0 + "\0" }.joined(), to: list)
        defer { FileTree.unlink(list) }
        try await port.output(
            [
                // One pack instead of a file for each of the kernel's.
                "-c", "core.bigFileThreshold=1", "-c", "core.compression=1",
                "--git-dir", git.string, "--work-tree", folder.string, "--literal-pathspecs", "-C", folder.string,
                "add", "--force", "--pathspec-from-file=\(list)", "--pathspec-file-nul",
            ],
            environment: ["GIT_INDEX_FILE": git.appending(index).string], orFail: "cannot read \(folder)")
    }

    private func conflict(_ port: PortFolder, _ state: PortState, number: Int) async throws -> PortConflict {
        let patch = state.patches[number - 1]
        let bytes = (try? AtomicFile.read(FilePath(patch.path))) ?? []
        let mail = try? PatchMail(parsing: String(decoding: bytes, as: UTF8.self), file: patch.name)
        let touched = mail?.touchedFiles ?? []
        let unmerged = try await port.unmerged()
        let rejected = try await rejectedHunks(port, patch, touched: touched)
        let files = unmerged.isEmpty ? touched.filter { file in rejected.contains { $0.file == file } } : unmerged
        var places: [PortConflict.Place] = []
        for file in files.isEmpty ? touched : files {
            let hunks = rejected.filter { $0.file == file }
            places.append(
                PortConflict.Place(
                    file: file, rejected: hunks, target: try await target(port, file, hunks),
                    changes: try await changes(port, state, file, hunks)))
        }
        return PortConflict(state: state, number: number, subject: mail?.subject ?? "", places: places)
    }

    /// Tries a patch on copies of what it touches, to learn which of its hunks do not fit.
    private func rejectedHunks(
        _ port: PortFolder, _ patch: PortState.Patch, touched: [String]
    ) async throws -> [RejectedHunk] {
        let scratch = try kernels.cache.makeTemporaryFolder(for: "port")
        defer { try? FileTree.remove(scratch) }
        let tree = scratch.appending("tree")
        try FileTree.makeFolder(tree)
        let environment: [String: String?] = ["GIT_INDEX_FILE": scratch.appending("index").string]
        let git = ["--git-dir", port.path.appending(".git").string, "--work-tree", tree.string]
        try await port.output(
            git + ["read-tree", "HEAD"], environment: environment, orFail: "cannot read \(port.path)")
        // A file that the new kernel does not have is none of git's errors here.
        _ = try await port.git(git + ["checkout-index", "-f", "-q", "--"] + touched, environment: environment)
        let rejects = scratch.appending("rejects")
        _ = try await kernels.runner.run(
            Command(
                "patch",
                [
                    "--strip=1", "--fuzz=0", "--force", "--no-backup-if-mismatch", "--reject-file=\(rejects)",
                    "--input=\(patch.path)", "--directory=\(tree)",
                ]))
        guard let bytes = try? AtomicFile.read(rejects) else {
            return []
        }
        return RejectedHunk.hunks(in: String(decoding: bytes, as: UTF8.self))
    }

    /// What the new kernel has where hunks do not fit.
    private func target(_ port: PortFolder, _ file: String, _ hunks: [RejectedHunk]) async throws -> [String] {
        guard let bytes = try? AtomicFile.read(port.path.appending(file)) else {
            let name = FilePath(file).lastComponent?.string ?? file
            let others = try await port.output(["ls-files", "--", "*/\(name)"], orFail: "cannot list \(port.path)")
            return ["there is no such file"] + others.prefix(5).map { "there is \($0)" }
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let marked = PortConflict.marked(text)
        if !marked.isEmpty {
            return marked
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return hunks.flatMap { PortConflict.numbered(lines, max(0, $0.line - 6)..<max(0, $0.line + $0.length + 5)) }
    }

    /// What has changed in a file between the two kernels, near some hunks or, if nothing has there, anywhere.
    private func changes(
        _ port: PortFolder, _ state: PortState, _ file: String, _ hunks: [RejectedHunk]
    ) async throws -> [String] {
        let lines = LineCollector()
        let result = try await port.git(
            ["diff", "--no-color", "-U2", "\(state.fromBase):\(file)", "\(state.base):\(file)"]
        ) { lines.append($0) }
        // The new kernel may not have the file at all.
        guard result.isSuccess else {
            return []
        }
        let near = PortConflict.near(hunks, in: lines.lines)
        return near.isEmpty ? Array(lines.lines.drop { !$0.hasPrefix("@@ ") }) : near
    }
}
