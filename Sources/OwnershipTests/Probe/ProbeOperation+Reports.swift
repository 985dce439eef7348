// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// What the kernel tells of a mapping: smaps, pagemap, PROCMAP_QUERY, mincore(), map_files.
extension ProbeOperation {
    static let reports: [ProbeOperation] = [
        ProbeOperation("smaps") { scene in
            guard scene.fresh("fresh") else { return }
            scene.noteMappings("fresh")
            scene.noteSmaps("fresh")
            _ = PageTouch.reading(scene.address(0), pages: 3)
            scene.noteSmaps("half-read")
            _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages)
            scene.noteSmaps("read")
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            scene.noteSmaps("written")
            guard scene.fresh("read-only", protection: PROT_READ) else { return }
            scene.noteSmaps("read-only")
        },
        ProbeOperation("pagemap") { scene in
            guard scene.fresh("fresh") else { return }
            scene.note("fresh", scene.pageFlags())
            _ = PageTouch.reading(scene.address(0), pages: 3)
            scene.note("half-read", scene.pageFlags())
            _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages)
            scene.note("read", scene.pageFlags())
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            scene.note("written", scene.pageFlags())
        },
        ProbeOperation("mincore") { scene in
            guard scene.fresh("fresh") else { return }
            scene.note("fresh", scene.residency())
            _ = PageTouch.reading(scene.address(1), pages: 2)
            scene.note("two-read", scene.residency())
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            scene.note("written", scene.residency())
        },
        ProbeOperation("procmap-query") { scene in
            guard scene.fresh("fresh") else { return }
            for (name, flags) in [("exact", 0), ("next", 0x10), ("file-backed", 0x20), ("shared-writable", 0x0A)] {
                scene.note(name, scene.queryMap(flags: UInt64(flags)))
            }
        },
        ProbeOperation("map-files") { scene in
            guard scene.fresh("fresh") else { return }
            let path = String(scene.address(0), radix: 16) + "-" + String(scene.address(ProbeScene.pages), radix: 16)
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = readlink("/proc/self/map_files/\(path)", &buffer, buffer.count)
            guard count > 0 else {
                scene.note("readlink", ErrnoName.of(.init(rawValue: errno)))
                return
            }
            scene.note("readlink", ProbeScene.stable(String(decoding: buffer[..<count], as: UTF8.self)))
        },
    ]
}

extension ProbeScene {
    /// What smaps says of each mapping in the window.
    func noteSmaps(_ name: String) {
        for (index, entry) in SmapsEntry.read(within: range).filter({ !Self.isReserved($0.region) }).enumerated() {
            for field in entry.fields {
                note("\(name)/smaps\(index == 0 ? "" : "-\(index)")/\(field.name)", field.value)
            }
        }
    }

    /// The `VmFlags` of each mapping in the window.
    func noteFlags(_ name: String) {
        let entries = SmapsEntry.read(within: range).filter { !Self.isReserved($0.region) }
        note(name + "/flags", entries.map { $0["VmFlags"] ?? "none" }.joined(separator: "; "))
    }

    /// A part of smaps: how much of the window is locked.
    func noteLocked(_ name: String) {
        let entries = SmapsEntry.read(within: range).filter { !Self.isReserved($0.region) }
        note(name + "/locked", entries.map { $0["Locked"] ?? "none" }.joined(separator: "; "))
        let status = TextFile.lines("/proc/self/status").first { $0.hasPrefix("VmLck:") }
        note(name + "/vmlck", status.map { String($0.dropFirst(6).trimmingBlanks) } ?? "none")
    }

    /// The flags of each page in `/proc/self/pagemap`, without the frames' numbers.
    func pageFlags() -> String {
        guard let file = try? OwnedFileDescriptor(opening: "/proc/self/pagemap", .readOnly) else { return "none" }
        var entries = [UInt64](repeating: 0, count: Self.pages)
        let offset = Int64(address(0)) / Int64(bytes(1)) * 8
        let count = try? entries.withUnsafeMutableBytes {
            try file.descriptor.read(fromAbsoluteOffset: offset, into: $0)
        }
        guard count == Self.pages * 8 else { return "unreadable" }
        let names: [(UInt64, String)] = [
            (63, "present"), (62, "swap"), (61, "file"), (57, "uffd-wp"), (56, "exclusive"), (55, "soft-dirty"),
        ]
        return RunLengthText.of(
            entries.map { entry in
                let flags = names.filter { entry >> $0.0 & 1 != 0 }.map(\.1)
                let frame = entry & (1 << 55 - 1) != 0 ? ["frame"] : []
                return (flags + frame).isEmpty ? "-" : (flags + frame).joined(separator: ",")
            })
    }

    /// mincore() of the buffer's pages.
    func residency() -> String {
        var vector = [UInt8](repeating: 0xFF, count: Self.pages)
        let call = vector.withUnsafeMutableBytes {
            RawCall(cdmabuf_nr_mincore, place(0), size, $0.asArgument)
        }
        return call.isSuccess ? RunLengthText.of(vector.map { "\($0)" }) : call.outcome
    }

    /// PROCMAP_QUERY (Linux 6.11): `struct procmap_query` of 104 bytes, _IOWR('f', 17).
    func queryMap(flags: UInt64) -> String {
        guard let maps = try? OwnedFileDescriptor(opening: "/proc/self/maps", .readOnly) else { return "none" }
        var name = [UInt8](repeating: 0, count: 256)
        var query = [UInt64](repeating: 0, count: 13)
        query[0] = 104
        query[1] = flags
        query[2] = UInt64(address(1))
        let result = name.withUnsafeMutableBytes { name -> RawCall in
            // The name's size is the lower half of a word, behind the device.
            query[10] = UInt64(name.count)
            query[11] = UInt64(UInt(bitPattern: name.baseAddress))
            return query.withUnsafeMutableBytes {
                RawCall(cdmabuf_nr_ioctl, Int(maps.descriptor.rawValue), 0xC068_6611, $0.asArgument)
            }
        }
        guard result.isSuccess else { return result.outcome }
        let start = (Int(query[3]) - Int(address(0))) / bytes(1)
        let pages = (query[4] - query[3]) / UInt64(bytes(1))
        let inode = query[8] == subject.inode ? "own" : query[8] == 0 ? "none" : "other"
        let shown = ProbeScene.stable(String(decoding: name.prefix { $0 != 0 }, as: UTF8.self))
        return "\(start)+\(pages) flags=\(query[5]) page=\(query[6]) \(offset(query[7])) \(inode) \(shown)"
    }
}
