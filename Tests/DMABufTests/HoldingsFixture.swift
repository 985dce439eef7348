// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc
import Testing

@testable import DMABuf

/// Lines of `/proc` and answers of the test module, as the kernel would give them.
enum HoldingsFixture {
    static func region(_ line: String) throws -> MemoryRegion {
        try #require(try ProcessMaps.parse(Array(line.utf8)).first)
    }

    static func owned(inode: UInt64, offset: UInt64, size: UInt64, name: String = "", isFile: Bool) -> OwnershipAnswer {
        var query = dvt_query()
        query.inode = inode
        query.offset = offset
        query.buffer_size = size
        query.vma_flags = isFile ? UInt32(DVT_VMA_FILE_IS_OWNER | DVT_VMA_FILE_IS_DMABUF) : 0
        withUnsafeMutableBytes(of: &query.exporter) { $0.copyBytes(from: Array("vgem".utf8)) }
        withUnsafeMutableBytes(of: &query.name) { $0.copyBytes(from: Array(name.utf8)) }
        return OwnershipAnswer(query)
    }

    static func refused(_ errno: Int32, isDMABufFile: Bool = false) -> OwnershipAnswer {
        var query = dvt_query()
        query.error = -errno
        query.vma_flags = isDMABufFile ? UInt32(DVT_VMA_FILE_IS_DMABUF) : 0
        return OwnershipAnswer(query)
    }

    static func descriptor(
        _ number: Int32, inode: UInt64, size: UInt64, exporter: String = "system"
    ) -> HeldDescriptor {
        HeldDescriptor(
            number: number, buffer: HeldBuffer(inode: inode, exporter: exporter, size: size), references: 2)
    }

    /// One buffer split in three and mapped natively too, one held only, a private mapping, and ordinary memory.
    static func player(limitation: QueryFailure? = nil) throws -> ProcessHoldings {
        let frame = { owned(inode: 9, offset: $0, size: 0x4000, name: "frame 3", isFile: $1) }
        let rows: [(String, OwnershipAnswer)] = [
            ("55d0c0a00000-55d0c0a22000 r-xp 00000000 fe:01 77 /usr/bin/player", refused(ENOENT)),
            ("7f0000100000-7f0000101000 rw-s 00000000 00:0b 9 /dmabuf:frame 3", frame(0, true)),
            ("7f0000101000-7f0000102000 r--s 00001000 00:0b 9 /dmabuf:frame 3", frame(0x1000, true)),
            ("7f0000102000-7f0000104000 rw-s 00002000 00:0b 9 /dmabuf:frame 3", frame(0x2000, true)),
            ("7f0000200000-7f0000202000 rw-s 100000000 00:05 2 /dev/dri/card0", frame(0, false)),
            ("7f0000300000-7f0000301000 rw-p 00000000 00:0b 8 /dmabuf:", refused(EINVAL, isDMABufFile: true)),
            ("7f0000400000-7f0000403000 rw-p 100000000 00:05 2 /dev/dri/card0", refused(EINVAL)),
        ]
        return ProcessHoldings(
            process: 123, command: "player --loop",
            mappings: try rows.map { HeldMapping(try region($0.0), answer: limitation == nil ? $0.1 : nil) },
            descriptors: [
                descriptor(5, inode: 8, size: 0x10_0000), descriptor(6, inode: 8, size: 0x10_0000),
                descriptor(7, inode: 7, size: 0x1000),
            ], limitation: limitation)
    }
}
