// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// What is left of a mapping in a core dump.
extension ProbeOperation {
    static let dumps: [ProbeOperation] = [
        ProbeOperation("core-dump") { scene in
            // What is dumped by default, and shared mappings, too (Documentation/filesystems/proc.rst, coredump_filter).
            for (name, filter) in [("default", "0x33"), ("shared", "0xb")] {
                guard scene.fresh(name) else { return }
                _ = PageTouch.writing(scene.address(0), pages: 3)
                try scene.noteDump(name, filter: filter)
            }
            guard scene.fresh("asked-for") else { return }
            // MADV_DODUMP.
            scene.note("asked-for/madvise", RawCall(cdmabuf_nr_madvise, scene.place(0), scene.size, 17).outcome)
            _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages)
            try scene.noteDump("asked-for", filter: "0xb")
        },
        ProbeOperation("core-dump-private") { scene in
            guard scene.fresh("fresh", flags: MAP_PRIVATE) else { return }
            _ = PageTouch.writing(scene.address(0), pages: 3)
            for (name, filter) in [("default", "0x33"), ("everything", "0x1ff")] {
                try scene.noteDump(name, filter: filter)
            }
        },
    ]
}

extension ProbeScene {
    private static let corePattern = "/proc/sys/kernel/core_pattern"

    /// What a child that is aborted leaves of the window.
    ///
    /// - Parameter filter: For `/proc/self/coredump_filter`.
    fileprivate func noteDump(_ step: String, filter: String) throws {
        let path = "/dev/shm/dmabuf-probe-core"
        guard let pattern = TextFile.read(Self.corePattern), TextFile.write(path, to: Self.corePattern) else {
            note("\(step)/core", "this kernel dumps none")
            return
        }
        defer {
            TextFile.write(pattern, to: Self.corePattern)
            unlink(path)
        }
        let child = fork()
        if child == 0 {
            cdmabuf_die_with_parent()
            var limit = rlimit(rlim_cur: .max, rlim_max: .max)
            let isLimited = setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &limit) != 0
            guard !isLimited, TextFile.write(filter, to: "/proc/self/coredump_filter") else { _exit(1) }
            abort()
        }
        guard child > 0 else {
            note("\(step)/fork", ErrnoName.of(Errno(rawValue: errno)))
            return
        }
        note("\(step)/child", Self.text(of: try ChildStatus.wait(for: child)))
        guard let bytes = TextFile.bytes(path), let core = CoreFile(bytes) else {
            note("\(step)/core", "none")
            return
        }
        let segments = core.segments.filter { range.contains(UInt(truncatingIfNeeded: $0.start)) }
        // The window's own pages are those of PROT_NONE.
        let shown = segments.filter { $0.flags != 0 }.map { text(of: $0, in: core) }
        note("\(step)/core", "\(shown.count)" + shown.map { "; \($0)" }.joined())
    }

    private func text(of segment: CoreFile.Segment, in core: CoreFile) -> String {
        let page = (Int(segment.start) - Int(address(0))) / Page.size
        let words = core.words(of: segment, pageSize: Page.size).map { $0.map(describe) ?? "cut" }
        return "\(page)+\(segment.memory / UInt64(Page.size)) \(segment.rights) "
            + (words.isEmpty ? "left out" : RunLengthText.of(words))
    }

    private static func text(of status: ChildStatus) -> String {
        switch status {
        case .exited(let code): "exit \(code)"
        case .killed(let signal): "signal \(signal)"
        }
    }
}
