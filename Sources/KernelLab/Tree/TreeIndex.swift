// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import SystemPackage

/// What is known of the files of somebody's own tree since they were last copied, so that only those edited since are
/// read.
package struct TreeIndex: Sendable {
    /// Changes whenever any file of the tree was found different.
    package private(set) var generation: String
    private var entries: [String: FileTree.Status]

    /// Reads an index; a missing or damaged one is empty, which costs a comparison of every file.
    package init(reading path: FilePath) {
        generation = Self.newGeneration()
        entries = [:]
        guard let bytes = try? AtomicFile.read(path) else {
            return
        }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, lines.count > 1 else {
            return
        }
        var read: [String: FileTree.Status] = [:]
        read.reserveCapacity(lines.count)
        for line in lines.dropFirst() {
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
            guard fields.count == 6, let mode = UInt32(Self.text(fields[0])), let size = Int64(Self.text(fields[1])),
                let inode = UInt64(Self.text(fields[2])), let modified = Int64(Self.text(fields[3])),
                let changed = Int64(Self.text(fields[4]))
            else {
                return
            }
            read[Self.text(fields[5])] = FileTree.Status(
                mode: mode, size: size, inode: inode, modified: modified, changed: changed)
        }
        generation = Self.text(first)
        entries = read
    }

    /// Writes the index for the next run.
    package func write(to path: FilePath) throws(LabFailure) {
        var text = generation + "\n"
        for (name, status) in entries {
            text += "\(status.mode) \(status.size) \(status.inode) \(status.modified) \(status.changed) \(name)\n"
        }
        try AtomicFile.write(text, to: path)
    }

    /// Adds the state of some files to a fingerprint.
    func add(to fingerprint: inout Fingerprint, where isWanted: (String) -> Bool) {
        for name in entries.keys.filter(isWanted).sorted() {
            fingerprint.add(name, String(describing: entries[name]))
        }
    }

    /// Makes a copy of a tree what the tree is now.
    ///
    /// - Parameter laidOver: Files whose content in the copy is the series' business.
    /// - Returns: How many files of the copy were written or removed.
    package mutating func mirror(
        _ files: [String], from source: FilePath, to target: FilePath, except laidOver: Set<String>
    ) throws -> Int {
        var fresh: [String: FileTree.Status] = [:]
        fresh.reserveCapacity(files.count)
        var written = 0
        var isDifferent = false
        var madeFolders: Set<String> = []
        for file in files {
            let original = source.appending(file)
            guard let status = FileTree.status(original), status.isRegular || status.isLink else {
                continue
            }
            fresh[file] = status
            if entries[file] == status {
                continue
            }
            isDifferent = true
            try Task.checkCancellation()
            if laidOver.contains(file) {
                continue
            }
            let copy = target.appending(file)
            let folder = copy.removingLastComponent()
            if madeFolders.insert(folder.string).inserted {
                try FileTree.makeFolder(folder)
            }
            written += try Self.update(copy, from: original, status) ? 1 : 0
        }
        for file in entries.keys where fresh[file] == nil {
            isDifferent = true
            if !laidOver.contains(file) {
                FileTree.unlink(target.appending(file))
                written += 1
            }
        }
        entries = fresh
        if isDifferent {
            generation = Self.newGeneration()
        }
        return written
    }

    private static func update(_ copy: FilePath, from original: FilePath, _ status: FileTree.Status) throws -> Bool {
        let present = FileTree.status(copy)
        if status.isLink {
            guard let link = FileTree.target(of: original) else {
                return false
            }
            if present?.isLink == true, FileTree.target(of: copy) == link {
                return false
            }
            try FileTree.link(copy, to: link)
            return true
        }
        let bytes = try AtomicFile.read(original)
        if let present, present.isRegular, present.size == status.size, present.mode & 0o777 == status.mode & 0o777,
            try AtomicFile.read(copy) == bytes
        {
            return false
        }
        try AtomicFile.write(bytes, to: copy, mode: status.mode & 0o777)
        return true
    }

    private static func newGeneration() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 16)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}
