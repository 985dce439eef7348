// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
package import SystemPackage

/// Puts an overlay's files into somebody's own tree: all of them, or none.
///
/// Everything is written beside the tree's files first, in a folder of its own at the tree's top. Then each file is
/// moved there and its new version moved into its place, and what was moved out is moved back when anything fails. A
/// file that comes back is the same file, with its owner, mode and times. Should this program be killed in between, the
/// next one that finds the folder puts everything back.
package struct InPlaceWriter: Sendable {
    /// One file's change, in the order in which they are made.
    private struct Move: Codable {
        let path: String
        let existed: Bool
        let remains: Bool
    }

    private let tree: FilePath
    private var work: FilePath { tree.appending(Self.folderName) }
    private var journal: FilePath { work.appending("journal") }

    /// The folder at the tree's top while a series is being put in.
    package static let folderName = ".dmabuf-lab-apply"

    package init(_ tree: FilePath) {
        self.tree = tree
    }

    /// The state of files before anything is read of them, to tell later whether they have changed since.
    package func states(of files: [String]) -> [String: FileTree.Status] {
        var states: [String: FileTree.Status] = [:]
        for file in files {
            states[file] = FileTree.status(tree.appending(file))
        }
        return states
    }

    /// Puts back what a run that was killed has left half done; tells whether there was anything.
    package func recover() async throws -> Bool {
        guard FileTree.status(work) != nil else {
            return false
        }
        return try await locked {
            try putBack(try readJournal())
            return true
        }
    }

    /// Writes the overlay into the tree.
    ///
    /// - Parameters:
    ///   - states: What ``states(of:)`` gave for the overlay's files before it was worked out.
    ///   - checkpoint: Called before each file is replaced; what it throws undoes everything.
    /// - Returns: How many files were changed.
    /// - Throws: Whatever went wrong, with the tree as it was.
    package func write(
        _ overlay: TreeOverlay, states: [String: FileTree.Status],
        checkpoint: @Sendable (String) throws -> Void = { _ in try Task.checkCancellation() }
    ) async throws -> Int {
        guard tree.appending(Self.folderName).withPlatformString({ mkdir($0, 0o700) }) == 0 else {
            let error = Errno(rawValue: errno)
            if error == .fileExists {
                throw LabFailure(.inputOutput, "another run is putting a series into \(tree)")
            }
            throw FileFailure.describe(error, doing: "making folder", work)
        }
        return try await locked {
            var moves: [Move] = []
            do {
                moves = try prepare(overlay, states: states)
                try FileTree.makeFolder(work.appending("old"))
                try AtomicFile.write(Array(try JSONEncoder().encode(moves)), to: journal)
                for (index, move) in moves.enumerated() {
                    try checkpoint(move.path)
                    try replace(move, index, expecting: states[move.path])
                }
            } catch {
                try putBack(moves)
                throw error
            }
            // From here on the new files count: without the journal nobody would take them out again.
            FileTree.unlink(journal)
            try? FileTree.remove(work)
            return moves.count
        }
    }

    private func locked<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
        guard let lock = try FileLock(trying: work.appending("lock"), .exclusive) else {
            throw LabFailure(.inputOutput, "another run is putting a series into \(tree)")
        }
        return try await lock.holding(body)
    }

    /// Writes the new versions of the files that change; nothing of the tree itself is touched.
    private func prepare(_ overlay: TreeOverlay, states: [String: FileTree.Status]) throws -> [Move] {
        var moves: [Move] = []
        let new = work.appending("new")
        try FileTree.makeFolder(new)
        for (path, content) in overlay.files.sorted(by: { $0.key < $1.key }) {
            let state = states[path]
            try requireInside(path)
            guard let content else {
                if state != nil {
                    moves.append(Move(path: path, existed: true, remains: false))
                }
                continue
            }
            if let state, try isUnchanged(path, content, state) {
                continue
            }
            try write(content, to: new.appending(String(moves.count)), like: state)
            moves.append(Move(path: path, existed: state != nil, remains: true))
        }
        return moves
    }

    private func isUnchanged(_ path: String, _ content: TreeOverlay.Content, _ state: FileTree.Status) throws -> Bool {
        guard state.isRegular, (state.mode & 0o100 != 0) == content.isExecutable else {
            return false
        }
        return try AtomicFile.read(tree.appending(path)) == content.bytes
    }

    /// A folder that is a link could lead out of the tree.
    private func requireInside(_ path: String) throws {
        var folder = tree
        for component in FilePath(path).removingLastComponent().components {
            folder.append(component)
            if let status = FileTree.status(folder), !status.isFolder {
                throw LabFailure(.apply, "the series changes \(path), but \(folder) is not a folder")
            }
        }
    }

    private func write(_ content: TreeOverlay.Content, to path: FilePath, like state: FileTree.Status?) throws {
        try AtomicFile.write(content.bytes, to: path, mode: content.isExecutable ? 0o755 : 0o644)
        guard let state else {
            return
        }
        // The permissions stay but for who may run it, which is what a patch can change.
        let mode = state.mode & 0o7777
        let isExecutable = mode & 0o100 != 0
        let wanted =
            isExecutable == content.isExecutable
            ? mode : content.isExecutable ? mode | (mode & 0o444) >> 2 : mode & ~0o111
        guard path.withPlatformString({ chmod($0, wanted) }) == 0 else {
            throw FileFailure.describe(Errno(rawValue: errno), doing: "writing", path)
        }
    }

    private func replace(_ move: Move, _ index: Int, expecting state: FileTree.Status?) throws {
        let target = tree.appending(move.path)
        guard FileTree.status(target) == state else {
            throw LabFailure(
                .apply, "\(target) was changed while the series was being put in", advice: "run again")
        }
        do {
            if move.existed {
                try FileTree.rename(target, to: work.appending("old").appending(String(index)))
            }
            if move.remains {
                try FileTree.makeFolder(target.removingLastComponent())
                try FileTree.rename(work.appending("new").appending(String(index)), to: target)
            }
        } catch {
            throw FileFailure.describe(error, doing: "replacing", target)
        }
    }

    /// Undoes moves, last first. Which were made is told by where the files are, so it can be done again at any time.
    private func putBack(_ moves: [Move]) throws {
        for (index, move) in moves.enumerated().reversed() {
            let target = tree.appending(move.path)
            let old = work.appending("old").appending(String(index))
            if move.existed, FileTree.status(old) != nil {
                do {
                    try FileTree.rename(old, to: target)
                } catch {
                    throw LabFailure(
                        .inputOutput, "cannot put \(target) back: \(error)", advice: "it is kept as \(old); run again")
                }
            } else if !move.existed, FileTree.status(work.appending("new").appending(String(index))) == nil {
                FileTree.unlink(target)
                removeEmptyFolders(of: move.path)
            }
        }
        FileTree.unlink(journal)
        try FileTree.remove(work)
    }

    /// Folders that were made for a new file. A kernel tree has no empty ones of its own.
    private func removeEmptyFolders(of path: String) {
        var folder = FilePath(path).removingLastComponent()
        while !folder.isEmpty, tree.appending(folder.string).withPlatformString({ rmdir($0) }) == 0 {
            folder.removeLastComponent()
        }
    }

    private func readJournal() throws -> [Move] {
        guard FileTree.exists(journal) else {
            return []
        }
        do {
            return try JSONDecoder().decode([Move].self, from: Data(try AtomicFile.read(journal)))
        } catch {
            throw LabFailure(
                .inputOutput, "\(journal) is damaged, so what an earlier run has moved cannot be put back",
                advice: "the files as they were are in \(work)/old")
        }
    }
}
