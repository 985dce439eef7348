// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc

/// mremap().
extension ProbeOperation {
    private static let mayMove = 1
    private static let fixed = 2
    private static let dontUnmap = 4

    static let moves: [ProbeOperation] = [
        ProbeOperation("mremap-move") { scene in
            for isTouched in [false, true] {
                let step = isTouched ? "touched" : "untouched"
                guard scene.fresh(step) else { return }
                if isTouched { _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages) }
                scene.noteMove(step, from: 0, pages: 6, to: 16, newPages: 6, flags: mayMove | fixed)
                scene.noteAll(step, at: 16)
                scene.note("\(step)/left", PageTouch.reading(scene.address(0), pages: 2).text)
                // And back: the same place, so that it is as before.
                scene.noteMove("\(step)/back", from: 16, pages: 6, to: 0, newPages: 6, flags: mayMove | fixed)
                scene.noteAll("\(step)/back")
            }
        },
        ProbeOperation("mremap-part") { scene in
            for (name, page, pages) in [("head", 0, 2), ("middle", 2, 2), ("tail", 4, 2)] {
                guard scene.fresh(name) else { return }
                scene.noteMove(name, from: page, pages: pages, to: 16, newPages: pages, flags: mayMove | fixed)
                scene.noteMappings(name)
                scene.noteTouches("\(name)/moved", at: 16, pages: pages)
                scene.noteTouches("\(name)/left")
            }
        },
        ProbeOperation("mremap-grow") { scene in
            for (name, newPages, flags) in [("in-place", 8, 0), ("moving", 8, mayMove), ("far", 12, mayMove)] {
                guard scene.fresh(name) else { return }
                // Room behind it.
                _ = RawCall(cdmabuf_nr_munmap, scene.place(6), scene.bytes(12))
                scene.noteMove(name, from: 0, pages: 6, to: nil, newPages: newPages, flags: flags)
                scene.noteAll(name, pages: 8)
            }
            guard scene.fresh("to-elsewhere") else { return }
            scene.noteMove("to-elsewhere", from: 0, pages: 6, to: 16, newPages: 8, flags: mayMove | fixed)
            scene.noteAll("to-elsewhere", at: 16, pages: 8)
            scene.reserve()
            scene.note("after-a-part/mmap", scene.mapBuffer(pages: 2).outcome)
            _ = RawCall(cdmabuf_nr_munmap, scene.place(2), scene.bytes(12))
            scene.noteMove("after-a-part", from: 0, pages: 2, to: nil, newPages: 4, flags: 0)
            scene.noteAll("after-a-part")
        },
        ProbeOperation("mremap-shrink") { scene in
            guard scene.fresh("shrink") else { return }
            scene.noteMove("shrink", from: 0, pages: 6, to: nil, newPages: 3, flags: 0)
            scene.noteAll("shrink")
            guard scene.fresh("shrink-moving") else { return }
            scene.noteMove("shrink-moving", from: 0, pages: 6, to: 16, newPages: 3, flags: mayMove | fixed)
            scene.noteAll("shrink-moving", at: 16, pages: 3)
        },
        ProbeOperation("mremap-duplicate") { scene in
            for (name, page, newPages) in [("whole", 0, 6), ("from-inside", 2, 4), ("longer", 0, 8)] {
                guard scene.fresh(name) else { return }
                _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages)
                scene.noteMove(name, from: page, pages: 0, to: 16, newPages: newPages, flags: mayMove | fixed)
                scene.noteMappings(name)
                scene.noteTouches("\(name)/second", at: 16, pages: newPages)
                scene.noteTouches("\(name)/first")
            }
            guard scene.fresh("private", flags: MAP_PRIVATE) else { return }
            scene.noteMove("private", from: 0, pages: 0, to: 16, newPages: 6, flags: mayMove | fixed)
            scene.noteMappings("private")
        },
        ProbeOperation("mremap-dont-unmap") { scene in
            for isTouched in [false, true] {
                let step = isTouched ? "touched" : "untouched"
                guard scene.fresh(step) else { return }
                if isTouched { _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages) }
                scene.noteMove(step, from: 0, pages: 6, to: 16, newPages: 6, flags: mayMove | fixed | dontUnmap)
                scene.noteMappings(step)
                scene.noteTouches("\(step)/moved", at: 16)
                scene.noteTouches("\(step)/left")
            }
        },
        ProbeOperation("mremap-over-two") { scene in
            guard scene.fresh("split") else { return }
            _ = RawCall(cdmabuf_nr_mprotect, scene.place(3), scene.bytes(3), Int(PROT_READ))
            scene.noteMove("split", from: 0, pages: 6, to: 16, newPages: 6, flags: mayMove | fixed)
            scene.noteAll("split", at: 16)
        },
    ]
}

extension ProbeScene {
    /// Notes what mremap() comes to.
    /// - Parameter target: nil to leave it to the kernel.
    fileprivate func noteMove(
        _ name: String, from page: Int, pages: Int, to target: Int?, newPages: Int, flags: Int
    ) {
        let call = RawCall(
            cdmabuf_nr_mremap, place(page), bytes(pages), bytes(newPages), flags, target.map(place) ?? 0)
        note("\(name)/mremap", call.outcome)
        guard call.isSuccess, target == nil else { return }
        if call.result == place(page) {
            note("\(name)/moved", "no")
            return
        }
        note("\(name)/moved", "yes")
        // Into the window, which is all that is looked at and cleaned up.
        let back = RawCall(
            cdmabuf_nr_mremap, call.result, bytes(newPages), bytes(newPages), ProbeOperation.movesFixed, place(page))
        if !back.isSuccess { _ = RawCall(cdmabuf_nr_munmap, call.result, bytes(newPages)) }
    }
}

extension ProbeOperation {
    fileprivate static let movesFixed = mayMove | fixed
}
