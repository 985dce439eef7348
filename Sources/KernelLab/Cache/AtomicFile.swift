// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// Whole files, read at once and written so that nobody ever sees half of one.
package enum AtomicFile {
    /// The bytes of a file.
    package static func read(_ path: FilePath) throws(Errno) -> [UInt8] {
        do {
            let descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
            defer { try? descriptor.close() }
            return try readAll(descriptor, limit: nil)
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    /// The first bytes of a file, at most `limit`.
    package static func readStart(_ path: FilePath, limit: Int) throws -> [UInt8] {
        let descriptor = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        defer { try? descriptor.close() }
        return try readAll(descriptor, limit: limit)
    }

    private static func readAll(_ descriptor: FileDescriptor, limit: Int?) throws -> [UInt8] {
        // The size is a hint: files of /proc have none, and some cannot be sought in.
        let size = (try? descriptor.seek(offset: 0, from: .end)) ?? 0
        _ = try? descriptor.seek(offset: 0, from: .start)
        let wanted = min(limit ?? .max, max(Int(size), 4096))
        var bytes: [UInt8] = []
        while true {
            let missing = max(wanted - bytes.count, limit == nil ? 65536 : 0)
            if missing == 0 {
                return bytes
            }
            let part = try [UInt8](unsafeUninitializedCapacity: missing) { buffer, count in
                count = try descriptor.read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            if part.isEmpty {
                return bytes
            }
            bytes = bytes.isEmpty ? part : bytes + part
        }
    }

    /// Writes a file under another name next to it, then renames it into place.
    package static func write(_ bytes: [UInt8], to path: FilePath, mode: UInt32 = 0o644) throws(LabFailure) {
        let temporary = path.appendingSuffix(".tmp.\(getpid())")
        do {
            let descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: FilePermissions(rawValue: mode))
            do {
                try descriptor.writeAll(bytes)
                try descriptor.close()
            } catch {
                try? descriptor.close()
                throw error
            }
            try FileTree.rename(temporary, to: path)
        } catch {
            FileTree.unlink(temporary)
            throw FileFailure.describe(error, doing: "writing", path, needed: Int64(bytes.count))
        }
    }

    /// Writes text as UTF-8.
    package static func write(_ text: String, to path: FilePath) throws(LabFailure) {
        try write(Array(text.utf8), to: path)
    }
}

extension FilePath {
    /// The path with a suffix added to its last component.
    func appendingSuffix(_ suffix: String) -> FilePath {
        FilePath(string + suffix)
    }
}
