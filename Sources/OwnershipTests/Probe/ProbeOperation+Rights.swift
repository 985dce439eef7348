// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc

/// mprotect(), pkey_mprotect(), mseal().
extension ProbeOperation {
    static let rights: [ProbeOperation] = [
        ProbeOperation("mprotect") { scene in
            let changes: [(String, from: Int32, to: Int32)] = [
                ("rw-to-r", PROT_READ | PROT_WRITE, PROT_READ), ("rw-to-none", PROT_READ | PROT_WRITE, PROT_NONE),
                ("r-to-rw", PROT_READ, PROT_READ | PROT_WRITE), ("none-to-rw", PROT_NONE, PROT_READ | PROT_WRITE),
                ("rw-to-rx", PROT_READ | PROT_WRITE, PROT_READ | PROT_EXEC),
                ("rw-to-w", PROT_READ | PROT_WRITE, PROT_WRITE),
            ]
            for (name, before, after) in changes {
                for isTouched in [false, true] {
                    let step = name + (isTouched ? "/touched" : "/untouched")
                    guard scene.fresh(step, protection: before) else { return }
                    if isTouched {
                        _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages)
                        _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages)
                    }
                    scene.noteProtect(step, 0, ProbeScene.pages, after)
                    scene.noteAll(step)
                    scene.noteFlags(step)
                }
            }
        },
        ProbeOperation("mprotect-part") { scene in
            for isTouched in [false, true] {
                let step = isTouched ? "touched" : "untouched"
                guard scene.fresh(step) else { return }
                if isTouched { _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages) }
                scene.noteProtect("\(step)/down", 2, 2, PROT_READ)
                scene.noteAll("\(step)/down")
                scene.noteProtect("\(step)/none", 1, 2, PROT_NONE)
                scene.noteAll("\(step)/none")
                scene.noteProtect("\(step)/up", 0, ProbeScene.pages, PROT_READ | PROT_WRITE)
                scene.noteAll("\(step)/up")
            }
            guard scene.fresh("beyond") else { return }
            _ = RawCall(cdmabuf_nr_munmap, scene.place(6), scene.bytes(1))
            scene.noteProtect("beyond", 4, 4, PROT_READ)
            scene.noteAll("beyond")
        },
        ProbeOperation("mprotect-growsdown") { scene in
            guard scene.fresh("fresh") else { return }
            scene.noteProtect("down", 2, 2, PROT_READ | Int32(bitPattern: 0x0100_0000))
            scene.noteProtect("up", 2, 2, PROT_READ | Int32(bitPattern: 0x0200_0000))
            scene.noteAll("after")
        },
        ProbeOperation("pkey-mprotect") { scene in
            guard scene.fresh("fresh") else { return }
            let none = RawCall(
                cdmabuf_nr_pkey_mprotect, scene.place(2), scene.bytes(2), Int(PROT_READ), -1)
            scene.note("no-key", none.outcome)
            scene.noteAll("no-key")
            // A key that was never allocated.
            let unknown = RawCall(
                cdmabuf_nr_pkey_mprotect, scene.place(2), scene.bytes(2), Int(PROT_READ), 14)
            scene.note("unknown-key", unknown.outcome)
        },
        ProbeOperation("mseal") { scene in
            guard scene.fresh("fresh") else { return }
            // What is sealed ends with its process.
            try scene.inChild { child in
                let call = RawCall(cdmabuf_nr_mseal, child.place(0), child.bytes(4), 0)
                child.note("mseal", call.outcome)
                child.noteMappings("mseal")
                guard call.isSuccess else { return }
                child.noteFlags("mseal")
                child.noteProtect("sealed", 0, 2, PROT_READ)
                child.note("sealed/munmap", RawCall(cdmabuf_nr_munmap, child.place(0), child.bytes(2)).outcome)
                let move = RawCall(
                    cdmabuf_nr_mremap, child.place(0), child.bytes(2), child.bytes(2), 3, child.place(16))
                child.note("sealed/mremap", move.outcome)
                child.note("sealed/dontneed", RawCall(cdmabuf_nr_madvise, child.place(0), child.bytes(2), 4).outcome)
                child.note("sealed/map-over", child.mapBuffer(pages: 1).outcome)
                child.note("rest/munmap", RawCall(cdmabuf_nr_munmap, child.place(4), child.bytes(2)).outcome)
                child.noteAll("after")
            }
        },
    ]
}

extension ProbeScene {
    /// Notes what mprotect() comes to.
    fileprivate func noteProtect(_ name: String, _ page: Int, _ pages: Int, _ protection: Int32) {
        let call = RawCall(cdmabuf_nr_mprotect, place(page), bytes(pages), Int(protection))
        note("\(name)/mprotect", call.outcome)
    }
}
