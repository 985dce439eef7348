// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc

/// mmap() itself, and the first touches.
extension ProbeOperation {
    static let mapping: [ProbeOperation] = [
        ProbeOperation("mmap-rights") { scene in
            let rights: [(String, Int32)] = [
                ("none", PROT_NONE), ("r", PROT_READ), ("w", PROT_WRITE), ("rw", PROT_READ | PROT_WRITE),
                ("rx", PROT_READ | PROT_EXEC), ("rwx", PROT_READ | PROT_WRITE | PROT_EXEC),
            ]
            for (name, protection) in rights {
                scene.reserve()
                scene.note("\(name)/mmap", scene.mapBuffer(protection: protection).outcome)
                scene.noteAll(name)
            }
        },
        ProbeOperation("mmap-flags") { scene in
            let flags: [(String, Int32)] = [
                ("populate", MAP_SHARED | MAP_POPULATE), ("locked", MAP_SHARED | MAP_LOCKED),
                ("noreserve", MAP_SHARED | MAP_NORESERVE), ("validate", 3), ("growsdown", MAP_SHARED | MAP_GROWSDOWN),
                ("neither", 0), ("hugetlb", MAP_SHARED | Int32(MAP_HUGETLB)),
            ]
            for (name, flags) in flags {
                scene.reserve()
                scene.note("\(name)/mmap", scene.mapBuffer(flags: flags).outcome)
                scene.noteAll(name)
            }
        },
        ProbeOperation("mmap-parts") { scene in
            let parts: [(String, first: Int, pages: Int)] = [
                ("first-page", 0, 1), ("second-page", 1, 1), ("tail", 2, 4), ("one-page-too-long", 0, 7),
                ("past-the-end", 6, 1), ("across-the-end", 5, 2), ("far-past-the-end", 1 << 20, 1),
                ("end-of-file-offsets", 0x7_FFFF_FFFF_FFFF, 1),
            ]
            for (name, first, pages) in parts {
                scene.reserve()
                scene.note("\(name)/mmap", scene.mapBuffer(from: first, pages: pages).outcome)
                scene.noteAll(name, pages: pages)
            }
        },
        ProbeOperation("faults") { scene in
            guard scene.fresh("fresh") else { return }
            scene.note("read", PageTouch.reading(scene.address(0), pages: ProbeScene.pages).text)
            scene.note("read-again", PageTouch.reading(scene.address(0), pages: ProbeScene.pages).text)
            scene.note("write-after-read", PageTouch.writing(scene.address(0), pages: ProbeScene.pages).text)
            scene.note("write-again", PageTouch.writing(scene.address(0), pages: ProbeScene.pages).text)
            scene.note("content", scene.content())
            guard scene.fresh("write-first") else { return }
            scene.note("write-first", PageTouch.writing(scene.address(0), pages: ProbeScene.pages).text)
            scene.note("read-after-write", PageTouch.reading(scene.address(0), pages: ProbeScene.pages).text)
            guard scene.fresh("past") else { return }
            scene.note("around", PageTouch.reading(scene.address(-1), pages: ProbeScene.pages + 2).text)
        },
        ProbeOperation("faults-in-any-order") { scene in
            guard scene.fresh("fresh") else { return }
            for page in [4, 1, 5, 0, 3, 2] {
                scene.note("page-\(page)", PageTouch.reading(scene.address(page), pages: 1).text)
            }
            scene.note("content", scene.content())
        },
        ProbeOperation("private") { scene in
            for (name, protection) in [("r", PROT_READ), ("rw", PROT_READ | PROT_WRITE)] {
                scene.reserve()
                let call = scene.mapBuffer(protection: protection, flags: MAP_PRIVATE)
                scene.note("\(name)/mmap", call.outcome)
                scene.noteAll(name)
                scene.noteMappings("\(name)/touched")
                scene.noteSmaps("\(name)/touched")
            }
            scene.reserve()
            scene.note("one-page/mmap", scene.mapBuffer(pages: 1, flags: MAP_PRIVATE).outcome)
            scene.noteAll("one-page", pages: 1)
            // What was written to the copies is not the buffer's.
            guard scene.fresh("shared") else { return }
            scene.note("buffer-words", scene.words())
        },
        ProbeOperation("private-made-writable") { scene in
            guard scene.fresh("fresh", protection: PROT_READ, flags: MAP_PRIVATE) else { return }
            scene.note("read", PageTouch.reading(scene.address(0), pages: ProbeScene.pages).text)
            let call = RawCall(
                cdmabuf_nr_mprotect, scene.place(0), scene.size, Int(PROT_READ | PROT_WRITE))
            scene.note("mprotect", call.outcome)
            scene.noteAll("writable")
        },
    ]
}

extension ProbeScene {
    /// The words of the buffer that ``PageTouch`` writes, as the mapping shows them.
    func words() -> String {
        let probe = PageTouch.reading(address(0), pages: Self.pages)
        guard probe.isWhole, let pointer = UnsafeRawPointer(bitPattern: address(0)) else { return "unreadable" }
        return RunLengthText.of(
            (0..<Self.pages).map { page in
                let offset = page * bytes(1) + PageTouch.place
                let word = pointer.load(fromByteOffset: offset, as: UInt64.self)
                if word == subject.pattern.word(at: UInt64(offset)) { return "pattern" }
                return word == PageTouch.marker ? "marker" : "foreign"
            })
    }
}
