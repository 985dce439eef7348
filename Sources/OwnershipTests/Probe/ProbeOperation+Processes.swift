// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc

/// fork() with what was asked for it beforehand, and execve().
extension ProbeOperation {
    static let processes: [ProbeOperation] = [
        ProbeOperation("fork") { scene in
            for isTouched in [false, true] {
                let step = isTouched ? "touched" : "untouched"
                guard scene.fresh(step) else { return }
                if isTouched { _ = PageTouch.reading(scene.address(0), pages: ProbeScene.pages) }
                try scene.inChild { child in
                    child.noteFlags("\(step)/child")
                    child.note("\(step)/child/pagemap", child.pageFlags())
                    child.noteAll("\(step)/child")
                }
                scene.note("\(step)/parent/pagemap", scene.pageFlags())
                scene.noteAll("\(step)/parent")
                scene.note("\(step)/parent/words", scene.words())
            }
        },
        ProbeOperation("fork-private") { scene in
            guard scene.fresh("fresh", flags: MAP_PRIVATE) else { return }
            _ = PageTouch.writing(scene.address(0), pages: 3)
            try scene.inChild { $0.noteAll("child") }
            scene.noteAll("parent")
        },
        ProbeOperation("fork-advised") { scene in
            for (name, advice) in [("dontfork", 10), ("wipeonfork", 18)] {
                guard scene.fresh(name) else { return }
                let call = RawCall(cdmabuf_nr_madvise, scene.place(2), scene.bytes(2), advice)
                scene.note("\(name)/madvise", call.outcome)
                try scene.inChild { $0.noteAll("\(name)/child") }
                scene.noteAll("\(name)/parent")
            }
        },
        ProbeOperation("fork-split") { scene in
            guard scene.fresh("fresh") else { return }
            _ = RawCall(cdmabuf_nr_mprotect, scene.place(2), scene.bytes(2), Int(PROT_READ))
            try scene.inChild { child in
                child.noteAll("child")
                _ = RawCall(cdmabuf_nr_munmap, child.place(0), child.bytes(2))
                child.noteAll("child/cut")
            }
            scene.noteAll("parent")
        },
        ProbeOperation("fork-exec") { scene in
            guard scene.fresh("fresh") else { return }
            _ = PageTouch.writing(scene.address(0), pages: 3)
            // The child has the mapping, and everything that it keeps, until the other program takes its place.
            let program = try ChildProgram.run(ChildProgram.runner) { _ in ["--help"] }
            scene.note("child", program.status.problem ?? "ended well")
            scene.note("parent/pagemap", scene.pageFlags())
            scene.noteAll("parent")
        },
        ProbeOperation("closed") { scene in
            guard scene.fresh("fresh") else { return }
            try scene.subject.closeHandles()
            try scene.subject.closeDescriptor()
            scene.noteAll("after")
        },
    ]
}
