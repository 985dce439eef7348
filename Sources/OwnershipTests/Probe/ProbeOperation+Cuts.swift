// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc

/// What splits mappings and lets them merge again: munmap(), MAP_FIXED, remap_file_pages().
extension ProbeOperation {
    static let cuts: [ProbeOperation] = [
        ProbeOperation("munmap") { scene in
            let parts: [(String, page: Int, pages: Int)] = [
                ("head", 0, 2), ("middle", 2, 2), ("tail", 4, 2), ("more-than-all", -1, 8), ("one-of-many", 3, 1),
            ]
            for (name, page, pages) in parts {
                for isTouched in [false, true] {
                    let step = name + (isTouched ? "/touched" : "/untouched")
                    guard scene.fresh(step) else { return }
                    if isTouched { _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages) }
                    let call = RawCall(cdmabuf_nr_munmap, scene.place(page), scene.bytes(pages))
                    scene.note("\(step)/munmap", call.outcome)
                    scene.noteAll(step)
                }
            }
        },
        ProbeOperation("map-over") { scene in
            guard scene.fresh("anonymous") else { return }
            let call = RawCall(
                cdmabuf_nr_mmap, scene.place(2), scene.bytes(2), Int(PROT_READ | PROT_WRITE),
                Int(MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED), -1, 0)
            scene.note("anonymous/mmap", call.outcome)
            scene.noteAll("anonymous")
            // The same pages again, where they were: one mapping, or three?
            guard scene.fresh("same") else { return }
            scene.note("same/mmap", scene.mapBuffer(at: 2, from: 2, pages: 2).outcome)
            scene.noteAll("same")
            guard scene.fresh("whole") else { return }
            _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
            scene.note("whole/mmap", scene.mapBuffer().outcome)
            scene.noteAll("whole")
            guard scene.fresh("other-rights") else { return }
            scene.note("other-rights/mmap", scene.mapBuffer(at: 2, from: 2, pages: 2, protection: PROT_READ).outcome)
            scene.noteAll("other-rights")
        },
        ProbeOperation("neighbours") { scene in
            scene.reserve()
            scene.note("first-half/mmap", scene.mapBuffer(pages: 3).outcome)
            scene.note("second-half/mmap", scene.mapBuffer(at: 3, from: 3, pages: 3).outcome)
            scene.noteAll("in-order")
            scene.reserve()
            scene.note("back/second-half/mmap", scene.mapBuffer(at: 3, from: 3, pages: 3).outcome)
            scene.note("back/first-half/mmap", scene.mapBuffer(pages: 3).outcome)
            scene.noteAll("backwards")
            scene.reserve()
            scene.note("twice/first/mmap", scene.mapBuffer().outcome)
            scene.note("twice/second/mmap", scene.mapBuffer(at: ProbeScene.pages).outcome)
            scene.noteAll("twice", pages: 2 * ProbeScene.pages)
            scene.reserve()
            scene.note("filled/first/mmap", scene.mapBuffer(pages: 2).outcome)
            scene.note("filled/last/mmap", scene.mapBuffer(at: 4, from: 4, pages: 2).outcome)
            scene.note("filled/middle/mmap", scene.mapBuffer(at: 2, from: 2, pages: 2).outcome)
            scene.noteAll("filled")
        },
        ProbeOperation("remap-file-pages") { scene in
            for (name, page, first, pages) in [
                ("same", 2, 2, 1), ("other", 0, 3, 1), ("whole", 0, 0, 6), ("past", 0, 6, 1),
            ] {
                guard scene.fresh(name) else { return }
                let offset = scene.pageOffsetInFile + first
                let call = RawCall(
                    cdmabuf_nr_remap_file_pages, scene.place(page), scene.bytes(pages), 0, offset, 0)
                scene.note("\(name)/remap_file_pages", call.outcome)
                scene.noteAll(name)
            }
        },
        ProbeOperation("msync") { scene in
            for (name, flags) in [("async", 1), ("invalidate", 2), ("sync", 4), ("sync-invalidate", 6)] {
                guard scene.fresh(name) else { return }
                _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
                scene.note("\(name)/msync", RawCall(cdmabuf_nr_msync, scene.place(0), scene.size, flags).outcome)
                scene.note("\(name)/content", scene.content())
            }
        },
    ]
}

extension ProbeScene {
    /// Where in its file the mapping of the buffer's first page begins, in pages, as /proc/self/maps has it.
    var pageOffsetInFile: Int {
        let entry = SmapsEntry.read(within: range).first { !Self.isReserved($0.region) }
        return Int((entry?.region.offset ?? 0) / UInt64(bytes(1)))
    }
}
