// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// Somebody's own kernel tree. It is only ever read: no lock, no index refresh, no file in it changes.
package struct OwnTree: Sendable {
    private let runner: CommandRunner
    /// Without links in it.
    let folder: FilePath

    package init(_ path: FilePath, runner: CommandRunner) throws(LabFailure) {
        self.runner = runner
        guard let resolved = path.withPlatformString({ realpath($0, nil) }) else {
            throw LabFailure(.source, "no kernel tree at \(path): \(Errno(rawValue: errno))")
        }
        defer { free(resolved) }
        folder = FilePath(platformString: resolved)
    }

    /// Checks the tree and lists what belongs to it.
    ///
    /// - Parameter allowDirty: Whether uncommitted changes of a git tree are taken along instead of refused.
    package func inspect(allowDirty: Bool) async throws -> KernelSource {
        let version = try KernelTreeCheck.version(of: folder)
        let files: [String]
        if FileTree.exists(folder.appending(".git")) {
            files = try await gitFiles(allowDirty: allowDirty)
        } else {
            files = Self.walk(folder)
        }
        var name = Fingerprint("own tree")
        name.add("path", folder.string)
        return KernelSource(
            origin: .own(files: files), folder: folder, version: version, title: folder.string,
            slot: "own-" + name.key().prefix(12), identity: folder.string)
    }

    private func git(_ arguments: [String]) -> Command {
        // The tree may belong to another user, and its configuration must not start programs here.
        Command(
            "git", ["-c", "safe.directory=*", "-c", "core.fsmonitor=false", "-C", folder.string] + arguments,
            environment: ["GIT_OPTIONAL_LOCKS": "0", "GIT_DIR": nil, "GIT_WORK_TREE": nil, "GIT_INDEX_FILE": nil])
    }

    private func gitFiles(allowDirty: Bool) async throws -> [String] {
        if !allowDirty {
            let changes = try await runner.output(
                of: git(["status", "--porcelain", "--untracked-files=no", "--ignore-submodules"]), orFail: .source,
                "cannot read the state of \(folder)")
            if let first = changes.first {
                let more = changes.count > 1 ? " and \(changes.count - 1) more" : ""
                throw LabFailure(
                    .source, "\(folder) has uncommitted changes: \(first.dropFirst(3))\(more)",
                    advice: "commit or stash them, or take them along with --allow-dirty",
                    details: Array(changes.prefix(10)))
            }
        }
        let list = LineCollector()
        let arguments = ["ls-files", "--cached"] + (allowDirty ? ["--others", "--exclude-standard"] : [])
        // Without -z git quotes names with unusual characters; the kernel has none, and quotePath=off keeps letters.
        let result = try await runner.run(git(["-c", "core.quotePath=off"] + arguments)) { list.append($0) }
        guard result.isSuccess else {
            throw LabFailure(
                .source, "git cannot list the files of \(folder): \(result.lastLines.last ?? result.endingText)")
        }
        return list.lines.sorted()
    }

    /// The files of a tree that git knows nothing of, leaving out what a build in the tree has made.
    private static func walk(_ folder: FilePath) -> [String] {
        let products = [".o", ".ko", ".a", ".mod", ".mod.c", ".order", ".symvers", ".dtb", ".gcno", ".gcda"]
        var found: [String] = []
        var pending = [""]
        while let relative = pending.popLast() {
            for name in FileTree.names(in: relative.isEmpty ? folder : folder.appending(relative)) {
                if name.hasPrefix(".") || products.contains(where: { name.hasSuffix($0) }) {
                    continue
                }
                let path = relative.isEmpty ? name : relative + "/" + name
                guard let status = FileTree.status(folder.appending(path)) else {
                    continue
                }
                if status.isFolder {
                    let isGenerated = path.hasSuffix("include/generated") || path == "include/config"
                    if !isGenerated {
                        pending.append(path)
                    }
                } else if status.isRegular || status.isLink, path != "vmlinux", path != "System.map" {
                    found.append(path)
                }
            }
        }
        return found.sorted()
    }
}
