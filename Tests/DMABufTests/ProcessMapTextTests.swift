// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Testing

@testable import DMABuf

@Suite("Text of a process's mappings")
struct ProcessMapTextTests {
    private func region(_ line: String) throws -> MemoryRegion {
        try #require(try ProcessMaps.parse(Array(line.utf8)).first)
    }

    private func owner(inode: UInt64, offset: UInt64, name: String = "") -> Ownership {
        var query = dvt_query()
        query.inode = inode
        query.offset = offset
        withUnsafeMutableBytes(of: &query.exporter) { $0.copyBytes(from: Array("vgem".utf8)) }
        withUnsafeMutableBytes(of: &query.name) { $0.copyBytes(from: Array(name.utf8)) }
        return Ownership(query)
    }

    @Test func columnsLineUpAndTotalsCountBuffersOnce() throws {
        let report = ProcessMapReport(
            process: 123, command: "player --loop",
            rows: [
                .init(
                    region: try region("55d0c0a00000-55d0c0a22000 r-xp 00000000 fe:01 77 /usr/bin/player"), owner: nil),
                .init(region: try region("7f0000000000-7f0000010000 rw-p 00000000 00:00 0 "), owner: nil),
                .init(
                    region: try region("7f0000100000-7f0000102000 rw-s 00001000 00:0b 9 /dmabuf:"),
                    owner: owner(inode: 9, offset: 0x1000, name: "frame 3")),
                .init(
                    region: try region("7f0000200000-7f0000201000 r--s 100000000 00:05 2 /dev/dri/card0"),
                    owner: owner(inode: 9, offset: 0)),
                .init(
                    region: try region("7f0000300000-7f0000301000 rw-p 00000000 00:0b 9 /dmabuf:"), owner: nil,
                    isCopyOnWrite: true),
            ])
        #expect(
            ProcessMapText(report).lines == [
                "123:   player --loop",
                "Address          Kbytes Mode Inode Offset Exporter Name or mapping",
                "000055d0c0a00000    136 r-xp     -      - -        /usr/bin/player",
                "00007f0000000000     64 rw-p     -      - -        [ anon ]",
                "00007f0000100000      8 rw-s     9 0x1000 vgem     frame 3",
                "00007f0000200000      4 r--s     9    0x0 vgem     /dev/dri/card0",
                "00007f0000300000      4 rw-p     -      - -        /dmabuf: (copy-on-write of a dma-buf)",
                "total 216K in 5 mappings, of dma-bufs 12K in 2 mappings of 1 buffer",
            ])
    }

    @Test func processWithoutMappingsIsOnlyItsTotals() {
        let report = ProcessMapReport(process: 2, command: "[kthreadd]", rows: [])
        #expect(
            ProcessMapText(report).lines == [
                "2:   [kthreadd]", "Address Kbytes Mode Inode Offset Exporter Name or mapping",
                "total 0K in 0 mappings, of dma-bufs 0K in 0 mappings of 0 buffers",
            ])
    }
}
