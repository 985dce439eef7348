// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage

/// A file with just enough of a kernel module in it to be read: an ELF object with a `.modinfo` section and no code.
/// No kernel takes it. Deleted, with its folder, at the end of its owner's life.
struct FabricatedModule: ~Copyable {
    let folder: FilePath
    let path: FilePath

    init(name: String, information: [String]) throws {
        try self.init(name: name, contents: Self.object(information))
    }

    init(name: String, contents: [UInt8]) throws {
        let folder = try Self.makeFolder()
        let path = folder.appending("\(name).ko")
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        _ = try file.closeAfter { try file.writeAll(contents) }
        self.folder = folder
        self.path = path
    }

    private static func makeFolder() throws -> FilePath {
        var template = Array("/tmp/dmabuf-kmod-tests-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        return FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    deinit {
        _ = unlink(path.string)
        _ = rmdir(folder.string)
    }

    /// An ELF64 relocatable object: header, section contents, section headers.
    static func object(_ information: [String]) -> [UInt8] {
        let modinfo: [UInt8] = information.flatMap { Array($0.utf8) + [0 as UInt8] }
        let names = Array("\0.modinfo\0.shstrtab\0".utf8)
        let tableOffset = (64 + modinfo.count + names.count + 7) / 8 * 8

        var bytes: [UInt8] = [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]
        func append(_ value: some FixedWidthInteger) { withUnsafeBytes(of: value.littleEndian) { bytes += $0 } }
        append(UInt16(1))  // ET_REL
        append(UInt16(62))  // EM_X86_64
        append(UInt32(1))
        append(UInt64(0))
        append(UInt64(0))
        append(UInt64(tableOffset))
        append(UInt32(0))
        append(UInt16(64))  // the header's size
        append(UInt16(0))
        append(UInt16(0))
        append(UInt16(64))  // a section header's size
        append(UInt16(3))
        append(UInt16(2))  // .shstrtab
        bytes += modinfo + names
        bytes += [UInt8](repeating: 0, count: tableOffset - bytes.count)
        func section(name: Int, type: UInt32, offset: Int, size: Int) {
            append(UInt32(name))
            append(type)
            append(UInt64(0))
            append(UInt64(0))
            append(UInt64(offset))
            append(UInt64(size))
            append(UInt32(0))
            append(UInt32(0))
            append(UInt64(1))
            append(UInt64(0))
        }
        section(name: 0, type: 0, offset: 0, size: 0)
        section(name: 1, type: 1, offset: 64, size: modinfo.count)
        section(name: 10, type: 3, offset: 64 + modinfo.count, size: names.count)
        return bytes
    }
}
