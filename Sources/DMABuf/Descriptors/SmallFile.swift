// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// Files of proc and sysfs, whose size is only known once they are read.
enum SmallFile {
    /// The whole file.
    static func contents(of path: String) throws(SystemCallError) -> [UInt8] {
        let file = try OwnedFileDescriptor(opening: FilePath(path), .readOnly)
        let descriptor = file.descriptor.rawValue
        var contents: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = chunk.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return contents }
            if count > 0 {
                contents += chunk[..<count]
            } else if Glibc.errno != EINTR {
                throw SystemCallError(call: "read", what: path, errno: Errno(rawValue: Glibc.errno))
            }
        }
    }
}
