// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
package import SystemPackage

/// What the pipeline does to folders and links.
package enum FileTree {
    /// What `lstat` tells of a path.
    package struct Status: Sendable, Equatable {
        package let mode: UInt32
        package let size: Int64
        package let inode: UInt64
        /// Nanoseconds since 1970.
        package let modified: Int64
        /// Nanoseconds since 1970; changes with every write, rename and chmod, so nothing can hide an edit from it.
        package let changed: Int64

        package var isRegular: Bool { mode & S_IFMT == S_IFREG }
        package var isFolder: Bool { mode & S_IFMT == S_IFDIR }
        package var isLink: Bool { mode & S_IFMT == S_IFLNK }
    }

    /// The status of a path without following a link; `nil` when it does not exist.
    package static func status(_ path: FilePath) -> Status? {
        var information = stat()
        guard path.withPlatformString({ lstat($0, &information) }) == 0 else {
            return nil
        }
        return Status(
            mode: information.st_mode, size: Int64(information.st_size), inode: UInt64(information.st_ino),
            modified: Int64(information.st_mtim.tv_sec) * 1_000_000_000 + Int64(information.st_mtim.tv_nsec),
            changed: Int64(information.st_ctim.tv_sec) * 1_000_000_000 + Int64(information.st_ctim.tv_nsec))
    }

    package static func exists(_ path: FilePath) -> Bool {
        path.withPlatformString { access($0, F_OK) } == 0
    }

    /// Makes a folder and its parents.
    package static func makeFolder(_ path: FilePath) throws(LabFailure) {
        if let status = status(path), status.isFolder {
            return
        }
        if let parent = parent(of: path), !exists(parent) {
            try makeFolder(parent)
        }
        guard path.withPlatformString({ mkdir($0, 0o755) }) == 0 || errno == EEXIST else {
            throw FileFailure.describe(Errno(rawValue: errno), doing: "making folder", path)
        }
    }

    private static func parent(of path: FilePath) -> FilePath? {
        let parent = path.removingLastComponent()
        return parent.isEmpty ? nil : parent
    }

    package static func rename(_ old: FilePath, to new: FilePath) throws(Errno) {
        let result = old.withPlatformString { source in
            new.withPlatformString { target in Glibc.rename(source, target) }
        }
        guard result == 0 else {
            throw Errno(rawValue: errno)
        }
    }

    /// Removes a file or a link; nothing to do is fine.
    package static func unlink(_ path: FilePath) {
        _ = path.withPlatformString { Glibc.unlink($0) }
    }

    /// Makes or replaces a symbolic link in one step.
    package static func link(_ path: FilePath, to target: String) throws(LabFailure) {
        let temporary = path.appendingSuffix(".tmp.\(getpid())")
        unlink(temporary)
        guard temporary.withPlatformString({ symlink(target, $0) }) == 0 else {
            throw FileFailure.describe(Errno(rawValue: errno), doing: "making link", path)
        }
        do {
            try rename(temporary, to: path)
        } catch {
            throw FileFailure.describe(error, doing: "making link", path)
        }
    }

    /// The target of a symbolic link.
    package static func target(of path: FilePath) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: path.string)
    }

    /// Removes a folder and everything in it; nothing to do is fine.
    package static func remove(_ path: FilePath) throws(LabFailure) {
        guard status(path) != nil else {
            return
        }
        do {
            try FileManager.default.removeItem(atPath: path.string)
        } catch {
            throw LabFailure(.inputOutput, "removing \(path): \(error.localizedDescription)")
        }
    }

    /// Moves a tree out of the way in one step, then removes it, so that nobody meets a half-removed one.
    package static func discard(_ path: FilePath) throws(LabFailure) {
        guard status(path) != nil else {
            return
        }
        let grave = path.appendingSuffix(".old.\(getpid())")
        do {
            try rename(path, to: grave)
        } catch {
            throw FileFailure.describe(error, doing: "removing", path)
        }
        try remove(grave)
    }

    /// Copies one file, its permission bits included; the target must not exist.
    package static func copy(_ source: FilePath, to target: FilePath) throws(LabFailure) {
        do {
            let bytes = try AtomicFile.read(source)
            let mode = status(source)?.mode ?? 0o644
            try AtomicFile.write(bytes, to: target, mode: mode & 0o777)
        } catch {
            throw FileFailure.describe(error, doing: "copying", source)
        }
    }

    /// The names in a folder, sorted; empty when there is none.
    package static func names(in folder: FilePath) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []).sorted()
    }

    /// Every regular file below a folder as relative paths, sorted by byte value; hidden ones left out.
    package static func files(below folder: FilePath) -> [String] {
        var found: [String] = []
        var pending = [""]
        while let relative = pending.popLast() {
            for name in names(in: relative.isEmpty ? folder : folder.appending(relative)) where !name.hasPrefix(".") {
                let path = relative.isEmpty ? name : relative + "/" + name
                guard let status = status(folder.appending(path)) else {
                    continue
                }
                if status.isFolder {
                    pending.append(path)
                } else if status.isRegular {
                    found.append(path)
                }
            }
        }
        return found.sorted()
    }
}
