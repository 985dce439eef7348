// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
package import SystemPackage

/// The store of everything that is expensive to make.
///
/// Finished things are *entries*: folders named after the hash of their inputs, made under another name and renamed
/// into place, never changed afterwards. Kernel trees and build folders are *work*: changed in place under a lock, and
/// worth nothing but time.
package struct LabCache: Sendable {
    /// The kinds of entries, and how many of each are kept.
    package enum Kind: String, Sendable, CaseIterable {
        case sources, kernels, modules, runners, images, compiled, prefixes, boots, mutants, mails

        var kept: Int {
            switch self {
            case .sources: 3
            case .kernels, .images: 6
            case .compiled: 24
            case .modules, .runners: 12
            // A few lines for each patch of a series.
            case .prefixes, .boots, .mutants: 500
            case .mails: 2000
            }
        }
    }

    package let root: FilePath

    /// Opens the cache, making its folders.
    package init(root: FilePath) throws(LabFailure) {
        self.root = root
        for name in Kind.allCases.map(\.rawValue) + ["locks", "downloads", "trees", "builds", "tmp"] {
            try FileTree.makeFolder(root.appending(name))
        }
    }

    /// `${XDG_CACHE_HOME:-~/.cache}/dmabuf-vma`.
    package static func standardRoot(environment: [String: String]) throws(LabFailure) -> FilePath {
        if let base = environment["XDG_CACHE_HOME"], base.hasPrefix("/") {
            return FilePath(base).appending("dmabuf-vma")
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else {
            throw LabFailure(
                .inputOutput, "no place for the cache: neither XDG_CACHE_HOME nor HOME is an absolute path",
                advice: "set XDG_CACHE_HOME")
        }
        return FilePath(home).appending(".cache/dmabuf-vma")
    }

    /// The file whose lock guards a piece of work or an entry.
    package func lockPath(_ name: String) -> FilePath {
        root.appending("locks").appending(name + ".lock")
    }

    /// Where an entry is or would be.
    package func path(_ kind: Kind, _ key: String) -> FilePath {
        root.appending(kind.rawValue).appending(key)
    }

    /// The entry's folder if it exists, marked as used now.
    package func find(_ kind: Kind, _ key: String) -> FilePath? {
        let path = path(kind, key)
        guard FileTree.exists(path) else {
            return nil
        }
        _ = path.withPlatformString { utimensat(AT_FDCWD, $0, nil, 0) }
        return path
    }

    /// Gives an entry, making it first if need be.
    ///
    /// Two runs that want the same entry at once make it once: the second waits for the first.
    package func entry(
        _ kind: Kind, _ key: String, onWait: @Sendable () -> Void,
        make: (FilePath) async throws -> Void
    ) async throws -> (path: FilePath, wasCached: Bool) {
        if let path = find(kind, key) {
            return (path, true)
        }
        return try await FileLock.holding(lockPath("\(kind.rawValue)-\(key)"), onWait: onWait) {
            if let path = find(kind, key) {
                return (path, true)
            }
            return (try await publish(kind, key, make), false)
        }
    }

    private func publish(_ kind: Kind, _ key: String, _ make: (FilePath) async throws -> Void) async throws -> FilePath
    {
        let temporary = try makeTemporaryFolder(for: kind.rawValue)
        do {
            try await make(temporary)
            let final = path(kind, key)
            do {
                try FileTree.rename(temporary, to: final)
            } catch {
                throw FileFailure.describe(error, doing: "publishing", final)
            }
        } catch {
            try? FileTree.remove(temporary)
            throw error
        }
        prune(kind, keeping: key)
        return path(kind, key)
    }

    /// A new, empty folder on the cache's file system. Its name tells whose it is, so a later run can sweep it up.
    package func makeTemporaryFolder(for purpose: String) throws(LabFailure) -> FilePath {
        let path = root.appending("tmp").appending("\(getpid())-\(purpose)-\(UInt32.random(in: 0 ... .max))")
        try FileTree.makeFolder(path)
        return path
    }

    /// Removes what runs that no longer exist have left behind.
    package func sweep() {
        let tmp = root.appending("tmp")
        for name in FileTree.names(in: tmp) {
            guard let owner = name.split(separator: "-").first.flatMap({ pid_t($0) }) else {
                continue
            }
            if owner == getpid() || (kill(owner, 0) != 0 && errno == ESRCH) {
                try? FileTree.remove(tmp.appending(name))
            }
        }
    }

    /// Empties the cache; gives the bytes that this made free.
    ///
    /// - Throws: ``LabFailure`` when another run uses the cache.
    package func clean(keepingSources: Bool) throws(LabFailure) -> Int64 {
        let before = DiskSpace.available(at: root) ?? 0
        for name in FileTree.names(in: root.appending("locks")) {
            guard try FileLock(trying: root.appending("locks").appending(name), .exclusive) != nil else {
                throw LabFailure(
                    .inputOutput, "the cache \(root) is in use by another run", advice: "wait for it to end, then clean"
                )
            }
        }
        for name in FileTree.names(in: root) where name != "locks" {
            if keepingSources, [Kind.sources.rawValue, "downloads"].contains(name) {
                continue
            }
            try FileTree.discard(root.appending(name))
        }
        return max(0, (DiskSpace.available(at: root) ?? before) - before)
    }

    /// Removes the entries used longest ago beyond the number kept; one used in the last hour always stays.
    private func prune(_ kind: Kind, keeping key: String) {
        let folder = root.appending(kind.rawValue)
        let hourAgo = Int64(Date.now.timeIntervalSince1970 - 3600) * 1_000_000_000
        let entries = FileTree.names(in: folder)
            .compactMap { name in FileTree.status(folder.appending(name)).map { (name, $0.modified) } }
            .sorted { $0.1 > $1.1 }
        for (name, used) in entries.dropFirst(kind.kept) where name != key && used < hourAgo {
            try? FileTree.discard(folder.appending(name))
        }
    }
}
