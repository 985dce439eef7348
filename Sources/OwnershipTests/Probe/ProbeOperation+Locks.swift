// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc

/// mlock() and its kin.
extension ProbeOperation {
    static let locks: [ProbeOperation] = [
        ProbeOperation("mlock") { scene in
            guard scene.fresh("whole") else { return }
            scene.note("whole/mlock", RawCall(cdmabuf_nr_mlock, scene.place(0), scene.size).outcome)
            scene.noteLockState("whole")
            scene.note("whole/munlock", RawCall(cdmabuf_nr_munlock, scene.place(0), scene.size).outcome)
            scene.noteLockState("unlocked")
            guard scene.fresh("part") else { return }
            scene.note("part/mlock", RawCall(cdmabuf_nr_mlock, scene.place(2), scene.bytes(2)).outcome)
            scene.noteLockState("part")
            scene.note("part/munlock", RawCall(cdmabuf_nr_munlock, scene.place(0), scene.size).outcome)
            scene.noteLockState("part/unlocked")
            guard scene.fresh("none", protection: PROT_NONE) else { return }
            scene.note("none/mlock", RawCall(cdmabuf_nr_mlock, scene.place(0), scene.size).outcome)
            guard scene.fresh("read-only", protection: PROT_READ) else { return }
            scene.note("read-only/mlock", RawCall(cdmabuf_nr_mlock, scene.place(0), scene.size).outcome)
            scene.noteLockState("read-only")
        },
        ProbeOperation("mlock-on-fault") { scene in
            guard scene.fresh("fresh") else { return }
            scene.note("mlock2", RawCall(cdmabuf_nr_mlock2, scene.place(0), scene.size, 1).outcome)
            scene.noteLockState("locked")
            scene.note("munlock", RawCall(cdmabuf_nr_munlock, scene.place(0), scene.size).outcome)
            scene.noteLockState("unlocked")
        },
        ProbeOperation("mlockall") { scene in
            guard scene.fresh("fresh") else { return }
            // It is the whole process's.
            try scene.inChild { child in
                // MCL_FUTURE | MCL_ONFAULT: what there is need not come in.
                child.note("future", RawCall(cdmabuf_nr_mlockall, 6).outcome)
                child.reserve()
                child.note("mmap", child.mapBuffer().outcome)
                child.noteFlags("mmap")
                child.noteAll("mmap")
                child.note("munlockall", RawCall(cdmabuf_nr_munlockall).outcome)
                child.noteFlags("munlockall")
            }
            scene.noteMappings("parent")
        },
    ]
}

extension ProbeScene {
    fileprivate func noteLockState(_ name: String) {
        noteFlags(name)
        noteLocked(name)
        note("\(name)/mincore", residency())
        noteAll(name)
    }
}
