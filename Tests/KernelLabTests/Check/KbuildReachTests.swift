// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("What must be configured for kbuild to compile a file")
struct KbuildReachTests {
    private let tree = [
        "Kbuild": "obj-y\t\t\t+= mm/\nobj-$(CONFIG_SAMPLES) += samples/\nobj-y += drivers/\n",
        "mm/Makefile": """
        mmu-y := nommu.o
        mmu-$(CONFIG_MMU) := memory.o \\
        \tmincore.o
        obj-y := filemap.o \\
        \tmmap.o $(mmu-y)  # and others
        obj-$(CONFIG_SHMEM) += shmem.o
        """,
        "drivers/Makefile": "obj-y += gpu/\nobj-$(CONFIG_DRM_ACCEL) += accel/\n",
        "drivers/gpu/Makefile": "obj-y += drm/\n",
        "drivers/gpu/drm/Makefile": """
        drm-y := drm_gem.o
        obj-$(CONFIG_DRM) += drm.o
        drm_shmem_helper-y := drm_gem_shmem_helper.o
        obj-$(CONFIG_DRM_GEM_SHMEM_HELPER) += drm_shmem_helper.o
        obj-$(CONFIG_DRM_I915) += i915/
        obj-$(CONFIG_DRM_AMDGPU)+= amd/amdgpu/
        obj-y += two/
        """,
        "drivers/gpu/drm/i915/Makefile": """
        gem-y += gem/i915_gem_mman.o
        i915-y += $(gem-y)
        i915-$(CONFIG_ACPI) += acpi.o
        obj-$(CONFIG_DRM_I915) += i915.o
        """,
        "drivers/gpu/drm/i915/gem/Makefile": "# nothing\n",
        "drivers/gpu/drm/amd/amdgpu/Makefile": """
        AMD_FILES = $(addprefix ../x/,far.o)
        include $(src)/extra.mk
        ifneq ($(CONFIG_PERF),)
        amdgpu-objs += perf.o
        endif
        ifdef CONFIG_ACPI
        amdgpu-y += with.o
        else
        amdgpu-y += without.o
        endif
        ifeq ($(SRCARCH),x86)
        amdgpu-y += any.o
        endif
        amdgpu-y += amdgpu_gem.o $(EXTRA)
        obj-$(CONFIG_DRM_AMDGPU) += amdgpu.o
        """,
        "drivers/gpu/drm/amd/amdgpu/extra.mk": "EXTRA := extra.o\n",
        "drivers/gpu/drm/two/Makefile":
            "a-y := shared.o\nb-y := shared.o\nobj-$(CONFIG_A) += a.o\nobj-$(CONFIG_B) += b.o\n",
        "samples/Makefile": "subdir-$(CONFIG_SAMPLE_X) += x\nobj-$(CONFIG_SAMPLE_M) += m.o\n",
    ]

    private func ways(_ file: String) -> KbuildReach.Ways? {
        KbuildReach { tree[$0] }.ways(to: file)
    }

    @Test(arguments: [
        ("mm/memory.c", ["MMU"]), ("mm/mincore.c", ["MMU"]), ("mm/mmap.c", []), ("mm/shmem.c", ["SHMEM"]),
        ("drivers/gpu/drm/drm_gem.c", ["DRM"]),
        ("drivers/gpu/drm/drm_gem_shmem_helper.c", ["DRM_GEM_SHMEM_HELPER"]),
        ("drivers/gpu/drm/i915/gem/i915_gem_mman.c", ["DRM_I915"]),
        ("drivers/gpu/drm/i915/acpi.c", ["ACPI", "DRM_I915"]),
        ("drivers/gpu/drm/amd/amdgpu/amdgpu_gem.c", ["DRM_AMDGPU"]),
        ("drivers/gpu/drm/amd/amdgpu/extra.c", ["DRM_AMDGPU"]),
        ("drivers/gpu/drm/amd/amdgpu/perf.c", ["PERF", "DRM_AMDGPU"]),
        ("drivers/gpu/drm/amd/amdgpu/with.c", ["ACPI", "DRM_AMDGPU"]),
        ("drivers/gpu/drm/amd/amdgpu/any.c", ["DRM_AMDGPU"]),
        ("samples/m.c", ["SAMPLE_M", "SAMPLES"]),
    ])
    func everySymbolOnTheWayIsNamed(file: String, symbols: [String]) throws {
        let found = try #require(ways(file))
        #expect(found.map(Set.init) == [Set(symbols.map { KbuildCondition.isSet($0) })])
    }

    @Test func theOtherBranchHasTheOppositeCondition() throws {
        let found = try #require(ways("drivers/gpu/drm/amd/amdgpu/without.c"))
        #expect(found.map(Set.init) == [[.isUnset("ACPI"), .isSet("DRM_AMDGPU")]])
    }

    @Test func aPartOfTwoModulesHasTwoWays() throws {
        let found = try #require(ways("drivers/gpu/drm/two/shared.c"))
        #expect(Set(found.map(Set.init)) == [[.isSet("A")], [.isSet("B")]])
    }

    @Test(arguments: ["mm/unnamed.c", "drivers/gpu/drm/i915/selftests/mock.c", "nowhere/a.c", "mm/memory.h"])
    func aFileThatNoMakefileNamesIsNotReached(file: String) {
        #expect(ways(file) == nil)
    }

    @Test func theMissingSymbolIsTheObstacle() throws {
        let config = try FinalConfig(parsing: "CONFIG_DRM_I915=m\n# CONFIG_ACPI is not set\n", name: ".config")
        #expect(CompileCheck.obstacle(ways("drivers/gpu/drm/i915/gem/i915_gem_mman.c"), config) == nil)
        #expect(CompileCheck.obstacle(ways("drivers/gpu/drm/i915/acpi.c"), config) == "CONFIG_ACPI is not set")
        #expect(CompileCheck.obstacle(ways("mm/unnamed.c"), config) == "no makefile names its object")
        #expect(CompileCheck.obstacle(ways("mm/mmap.c"), config) == nil)
    }
}
