// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("Instrumenting what the series touches")
struct InstrumentedObjectsTests {
    private var tree: KernelTree {
        var tree = KernelTree(source: "/source", build: "/build", identity: "tree", rules: "")
        tree.patched = [
            "drivers/dma-buf/dma-buf.c", "include/linux/dma-buf.h", "mm/memory.c", "drivers/gpu/drm/tegra/gem.c",
            "drivers/gpu/drm/gma500/gem.c", "Documentation/driver-api/dma-buf.rst",
        ]
        return tree
    }

    @Test("gcov is asked to count in the C files, each name once")
    func coverage() {
        #expect(
            InstrumentedObjects(tree).arguments(for: .coverage) == [
                "GCOV_PROFILE_dma-buf.o=y", "GCOV_PROFILE_gem.o=y", "GCOV_PROFILE_memory.o=y",
            ])
    }

    @Test("KCSAN is turned off everywhere else, and in mm")
    func kcsan() {
        #expect(
            InstrumentedObjects(tree).arguments(for: .kcsan) == [
                "KCSAN_SANITIZE=n", "KCSAN_SANITIZE_dma-buf.o=y", "KCSAN_SANITIZE_gem.o=y",
            ])
    }

    @Test("The other profiles need no telling", arguments: [BuildProfile.fast, .debug, .bench])
    func others(_ profile: BuildProfile) {
        #expect(InstrumentedObjects(tree).arguments(for: profile).isEmpty)
    }
}
