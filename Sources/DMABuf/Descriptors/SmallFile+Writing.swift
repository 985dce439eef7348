// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
internal import SystemPackage

extension SmallFile {
    /// Writes to an attribute of sysfs, in one call as these want it.
    static func write(_ text: String, to path: String) throws(SystemCallError) {
        let file = try OwnedFileDescriptor(opening: FilePath(path), .writeOnly)
        let descriptor = file.descriptor.rawValue
        let bytes = Array(text.utf8)
        try SystemCall.checking("write", of: "\(text) to \(path)") {
            CInt(truncatingIfNeeded: bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) })
        }
    }

    /// What a symbolic link says.
    ///
    /// The corresponding C function is `readlink`.
    static func target(of link: String) throws(SystemCallError) -> String {
        let longest = Int(PATH_MAX)
        var target = [CChar](repeating: 0, count: longest)
        let length = try SystemCall.checking("readlink", of: link) {
            CInt(truncatingIfNeeded: readlink(link, &target, longest))
        }
        return String(decoding: target.prefix(Int(length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
