// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("What a kernel was made of")
struct PrefixBuildStateTests {
    private let scratch: Scratch
    private let built = PrefixBuildState(setting: "same", digests: ["mm/core.c": "1"])

    init() throws {
        scratch = try Scratch()
        try scratch.write("mm/core.o", "")
    }

    private func isSame(_ digests: [String: String], touched: [String] = [], setting: String = "same") -> Bool {
        built.gives(
            theKernelOf: PrefixBuildState(setting: setting, digests: digests), touched: touched, build: scratch.path)
    }

    @Test func aDriverThatItDoesNotHaveLeavesItAsItIs() {
        #expect(isSame(["mm/core.c": "1", "drivers/other.c": "2"], touched: ["drivers/other.c"]))
        #expect(isSame(["mm/core.c": "1", "Documentation/a.rst": "2"], touched: ["Documentation/a.rst"]))
    }

    @Test func aFileThatWentIntoItMakesItAnother() {
        #expect(!isSame(["mm/core.c": "2"], touched: ["mm/core.c"]))
        #expect(!isSame([:]))
    }

    @Test func aPatchThatGoesBackToItMakesAnotherThanTheOneBefore() {
        #expect(!isSame(["mm/core.c": "1"], touched: ["mm/core.c"]))
    }

    @Test(arguments: ["include/linux/mm.h", "drivers/Kconfig", "drivers/Makefile", "arch/x86/entry.S"])
    func whatDecidesMoreThanItsOwnObjectMakesItAnother(_ path: String) {
        #expect(!isSame(["mm/core.c": "1", path: "2"], touched: [path]))
    }

    @Test func anotherSettingMakesItAnother() {
        #expect(!isSame(["mm/core.c": "1"], setting: "other"))
    }
}
