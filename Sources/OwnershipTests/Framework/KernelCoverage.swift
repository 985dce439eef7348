// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// What GCOV counted in the kernel and in its modules, also in those that are gone (CONFIG_GCOV_KERNEL, debugfs).
public struct KernelCoverage {
    private static let root = "/sys/kernel/debug/gcov"

    /// The folder has the build's own, from the host's root down; nothing there is deeper than a path can be.
    private static let deepest = 64

    /// Writes each file of counters: a line `BYTES PATH`, and the bytes. The last line is `0 end`.
    ///
    /// - Returns: how many files there were.
    /// - Throws: what `write` throws.
    public static func send(_ write: ([UInt8]) throws -> Void) throws -> Int {
        let files = files(in: root, depth: 0).sorted()
        for file in files {
            let bytes = TextFile.bytes("\(root)/\(file)") ?? []
            try write(Array("\(bytes.count) \(file)\n".utf8) + bytes)
        }
        try write(Array("0 end\n".utf8))
        return files.count
    }

    /// Beside each file of counters is a link to what the compiler noted about it, on the host.
    private static func files(in folder: String, depth: Int) -> [String] {
        guard depth < deepest, let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var files: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            if Int32(entry.pointee.d_type) == Int32(DT_DIR) {
                files += Self.files(in: "\(folder)/\(name)", depth: depth + 1).map { "\(name)/\($0)" }
            } else if name.hasSuffix(".gcda") {
                files.append(name)
            }
        }
        return files
    }
}
