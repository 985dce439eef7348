// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Small text files of procfs, sysfs and debugfs.
struct TextFile {
    /// The whole file, or nil where it cannot be opened or read.
    static func read(_ path: String) -> String? {
        bytes(path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The same of a file that is no text.
    static func bytes(_ path: String) -> [UInt8]? {
        guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) else { return nil }
        defer { try? file.close() }
        var bytes: [UInt8] = []
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 16384, alignment: 8)
        defer { chunk.deallocate() }
        while true {
            guard let count = try? file.read(into: chunk) else { return nil }
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }

    /// Writes to a file of sysfs or debugfs; whether that worked.
    @discardableResult
    static func write(_ text: String, to path: String) -> Bool {
        guard let file = try? FileDescriptor.open(FilePath(path), .writeOnly, options: .closeOnExec) else {
            return false
        }
        defer { try? file.close() }
        return (try? file.writeAll(text.utf8)) != nil
    }

    /// The lines of the file, without their ends; none where it cannot be read.
    static func lines(_ path: String) -> [Substring] {
        (read(path) ?? "").split(separator: "\n")
    }
}

extension StringProtocol {
    /// Without blanks and line ends at both sides.
    var trimmingBlanks: SubSequence {
        var rest = self[...]
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return rest
    }
}
