// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KernelLab
import Testing

/// A real tree, where this machine has one.
@Suite(
    "Kconfig of a real tree",
    .enabled("set DMABUF_LAB_TREE to a kernel tree") { ProcessInfo.processInfo.environment["DMABUF_LAB_TREE"] != nil })
struct KconfigTreeTests {
    @Test("All of the tree's symbols are read without a problem, in a moment")
    func wholeTree() throws {
        let tree = try #require(ProcessInfo.processInfo.environment["DMABUF_LAB_TREE"])
        let variables = ["SRCARCH": "x86", "HEADER_ARCH": "x86", "ARCH": "x86"]
        var kconfig: Kconfig?
        let time = ContinuousClock().measure {
            kconfig = Kconfig(variables: variables) { path in
                try? String(contentsOfFile: tree + "/" + path, encoding: .utf8)
            }
        }
        let read = try #require(kconfig)
        #expect(read.symbolCount > 10_000)
        #expect(read.problems.map { "\($0.location): \($0.message)" } == [])
        for symbol in ["DRM_VGEM", "DMABUF_HEAPS", "UDMABUF", "KASAN", "PROVE_LOCKING", "LKDTM"] {
            #expect(read.defines(symbol))
        }
        let fragment = try ConfigFragment(
            parsing: "CONFIG_DRM_VGEM=y\nCONFIG_KASAN_GENERIC=y\nCONFIG_DRM_GEM_SHMEM_HELPER=y\n", name: "f")
        let config = try FinalConfig(parsing: "CONFIG_HAS_IOMEM=y\nCONFIG_MMU=y\n", name: ".config")
        let dropped = ConfigCheck.dropped(from: MergedConfig(merging: [fragment]), in: config) { read }
        for symbol in dropped { print(symbol) }
        print("\(read.symbolCount) symbols in \(time)")
        #expect(dropped.count == 3)
        #expect(dropped[0].description.contains("DRM (DRM=n)"))
    }
}
