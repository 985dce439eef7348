// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite struct EarlyCodeTests {
    private let makefile = "arch/x86/platform/pvh/Makefile"

    private func arguments(_ text: String?, config: String) throws -> [String] {
        let scratch = try Scratch()
        if let text {
            try scratch.write(makefile, text)
        }
        let fragment = try ConfigFragment(parsing: config, name: "test.config")
        return EarlyCode(of: scratch.path, MergedConfig(merging: [fragment])).arguments
    }

    @Test func theEntryOfAKernelThatForgotItIsNotInstrumented() throws {
        #expect(
            try arguments("obj-$(CONFIG_PVH) += enlighten.o\n", config: "CONFIG_KASAN=y\n")
                == ["KASAN_SANITIZE_enlighten.o=n", "KASAN_SANITIZE_string.o=n"])
    }

    @Test func aKernelThatSaysSoItselfIsToldNothing() throws {
        #expect(try arguments("KASAN_SANITIZE := n\n", config: "CONFIG_KASAN=y\n").isEmpty)
    }

    @Test func aKernelWithoutKASANIsToldNothing() throws {
        #expect(try arguments("obj-y += enlighten.o\n", config: "CONFIG_PVH=y\n").isEmpty)
        #expect(try arguments("obj-y += enlighten.o\n", config: "# CONFIG_KASAN is not set\n").isEmpty)
    }

    @Test func aTreeWithoutThatEntryIsToldNothing() throws {
        #expect(try arguments(nil, config: "CONFIG_KASAN=y\n").isEmpty)
    }
}
