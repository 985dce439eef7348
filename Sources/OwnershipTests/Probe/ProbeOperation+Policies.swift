// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import Glibc

/// Memory policy, moving pages between nodes, names of mappings, userfaultfd.
extension ProbeOperation {
    static let policies: [ProbeOperation] = [
        ProbeOperation("mbind") { scene in
            guard scene.fresh("fresh") else { return }
            var nodes: UInt64 = 1
            withUnsafeMutableBytes(of: &nodes) { nodes in
                for (name, mode) in [("default", 0), ("preferred", 1), ("bind", 2)] {
                    let mask = mode == 0 ? 0 : nodes.asArgument
                    let call = RawCall(
                        cdmabuf_nr_mbind, scene.place(2), scene.bytes(2), mode, mask, mode == 0 ? 0 : 2, 0)
                    scene.note(name, call.outcome)
                    scene.noteMappings(name)
                }
                let move = RawCall(cdmabuf_nr_mbind, scene.place(0), scene.size, 2, nodes.asArgument, 2, 3)
                scene.note("strict-move", move.outcome)
            }
            scene.noteAll("after")
        },
        ProbeOperation("move-pages") { scene in
            guard scene.fresh("fresh") else { return }
            _ = PageTouch.writing(scene.address(0), pages: 4)
            for (name, isQuery) in [("query", true), ("move", false)] {
                let pages = (0..<ProbeScene.pages).map(scene.place)
                let nodes = [Int32](repeating: 0, count: ProbeScene.pages)
                var status = [Int32](repeating: 77, count: ProbeScene.pages)
                let call = pages.withUnsafeBytes { pages in
                    nodes.withUnsafeBytes { nodes in
                        status.withUnsafeMutableBytes { status in
                            RawCall(
                                cdmabuf_nr_move_pages, 0, ProbeScene.pages, pages.asArgument,
                                isQuery ? 0 : nodes.asArgument, status.asArgument, isQuery ? 0 : 2)
                        }
                    }
                }
                scene.note(name, call.count)
                scene.note("\(name)/status", RunLengthText.of(status.map { "\($0)" }))
            }
            scene.noteAll("after")
        },
        ProbeOperation("anonymous-name") { scene in
            guard scene.fresh("fresh") else { return }
            var name = Array("probe".utf8) + [0]
            // PR_SET_VMA, PR_SET_VMA_ANON_NAME.
            let call = name.withUnsafeMutableBytes {
                RawCall(cdmabuf_nr_prctl, 0x5356_4D41, 0, scene.place(2), scene.bytes(2), $0.asArgument)
            }
            scene.note("prctl", call.outcome)
            scene.noteAll("after")
        },
        ProbeOperation("userfaultfd") { scene in
            guard scene.fresh("fresh") else { return }
            // Without features, and with WP_ASYNC | WP_UNPOPULATED | WP_HUGETLBFS_SHMEM | MINOR_SHMEM | PAGEFAULT_FLAG_WP.
            for (name, features) in [("plain", 0), ("features", 1 << 15 | 1 << 13 | 1 << 12 | 1 << 10 | 1)] {
                // O_CLOEXEC | UFFD_USER_MODE_ONLY.
                let file = RawCall(cdmabuf_nr_userfaultfd, 0o2_000_001)
                scene.note("\(name)/userfaultfd", file.outcome)
                guard file.isSuccess else { continue }
                var api: [UInt64] = [0xAA, UInt64(features), 0]
                let agreed = api.withUnsafeMutableBytes {
                    RawCall(cdmabuf_nr_ioctl, file.result, 0xC018_AA3F, $0.asArgument)
                }
                scene.note("\(name)/api", agreed.outcome)
                for (mode, bits) in [("missing", 1), ("write-protect", 2), ("minor", 4), ("missing-and-wp", 3)] {
                    var range: [UInt64] = [UInt64(scene.address(0)), UInt64(scene.size), UInt64(bits), 0]
                    let call = range.withUnsafeMutableBytes {
                        RawCall(cdmabuf_nr_ioctl, file.result, 0xC020_AA00, $0.asArgument)
                    }
                    scene.note("\(name)/\(mode)/register", call.outcome)
                    scene.note("\(name)/\(mode)/ioctls", String(range[3], radix: 16))
                    scene.noteFlags("\(name)/\(mode)")
                    if call.isSuccess {
                        let undone = range.withUnsafeMutableBytes {
                            RawCall(cdmabuf_nr_ioctl, file.result, 0x8010_AA01, $0.asArgument)
                        }
                        scene.note("\(name)/\(mode)/unregister", undone.outcome)
                    }
                }
                _ = RawCall(cdmabuf_nr_close, file.result)
            }
            scene.noteAll("after")
        },
    ]
}
