// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

/// Folders of procfs whose entries are numbers: `/proc` has the processes, `/proc/PID/fd` the descriptors.
enum ProcessFolder {
    /// The numbers, in order. What comes and goes meanwhile may be missing.
    static func numbers(in path: String) throws(SystemCallError) -> [Int32] {
        guard let folder = opendir(path) else {
            throw SystemCallError(call: "opendir", what: path, errno: Errno(rawValue: Glibc.errno))
        }
        defer { closedir(folder) }
        var numbers: [Int32] = []
        while true {
            Glibc.errno = 0
            guard let entry = readdir(folder) else {
                let error = Glibc.errno
                guard error == 0 else {
                    throw SystemCallError(call: "readdir", what: path, errno: Errno(rawValue: error))
                }
                return numbers.sorted()
            }
            if let number = Int32(FixedText.string(entry.pointee.d_name)) { numbers.append(number) }
        }
    }
}
