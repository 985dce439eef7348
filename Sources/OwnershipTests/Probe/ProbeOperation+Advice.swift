// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc

/// madvise(), each advice: of the whole mapping, and of a part of it.
extension ProbeOperation {
    /// As include/uapi/asm-generic/mman-common.h numbers them, 6.13's guards among them. Not MADV_HWPOISON and
    /// MADV_SOFT_OFFLINE, which are about the machine's memory.
    static let advices: [(name: String, number: Int)] = [
        ("normal", 0), ("random", 1), ("sequential", 2), ("willneed", 3), ("dontneed", 4), ("free", 8), ("remove", 9),
        ("dontfork", 10), ("dofork", 11), ("mergeable", 12), ("unmergeable", 13), ("hugepage", 14), ("nohugepage", 15),
        ("dontdump", 16), ("dodump", 17), ("wipeonfork", 18), ("keeponfork", 19), ("cold", 20), ("pageout", 21),
        ("populate-read", 22), ("populate-write", 23), ("dontneed-locked", 24), ("collapse", 25),
        ("guard-install", 102), ("guard-remove", 103), ("unknown", 99),
    ]

    static let advice: [ProbeOperation] = advices.map { advice in
        ProbeOperation("madvise-\(advice.name)") { scene in
            for isTouched in [false, true] {
                for (part, page, pages) in [("whole", 0, ProbeScene.pages), ("middle", 2, 2)] {
                    let step = part + (isTouched ? "/touched" : "/untouched")
                    guard scene.fresh(step) else { return }
                    if isTouched { _ = PageTouch.writing(scene.address(0), pages: ProbeScene.pages) }
                    let call = RawCall(cdmabuf_nr_madvise, scene.place(page), scene.bytes(pages), advice.number)
                    scene.note("\(step)/madvise", call.outcome)
                    scene.noteFlags(step)
                    scene.note("\(step)/mincore", scene.residency())
                    scene.noteAll(step)
                }
            }
            guard scene.fresh("read-only", protection: PROT_READ) else { return }
            let call = RawCall(cdmabuf_nr_madvise, scene.place(0), scene.size, advice.number)
            scene.note("read-only/madvise", call.outcome)
            scene.noteAll("read-only")
        }
    }
}
