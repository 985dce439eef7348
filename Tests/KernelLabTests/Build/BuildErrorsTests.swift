// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

struct BuildErrorsTests {
    @Test func theCompilersErrorComesFirstWithItsSourceLine() {
        let output = [
            "  CC      drivers/dma-buf/dma-buf.o",
            "../drivers/dma-buf/dma-buf.c: In function 'f':",
            "../drivers/dma-buf/dma-buf.c:12:9: error: 'x' undeclared (first use in this function)",
            "   12 |         x = 1;", "      |         ^", "  CC      mm/memory.o",
            "make[4]: *** [../scripts/Makefile.build:229: drivers/dma-buf/dma-buf.o] Error 1",
        ]
        #expect(BuildErrors.extract(from: output) == Array(output[2...4]))
    }

    @Test func linkersAndModpostsErrorsCountAsWell() {
        let output = [
            "ld: vmlinux.o: in function `f':", "a.c:(.text+0x5): undefined reference to `g'",
            "ERROR: modpost: \"g\" [x.ko] undefined!",
        ]
        #expect(BuildErrors.extract(from: output) == Array(output[1...2]))
    }

    @Test func withoutAnErrorTheEndIsShown() {
        #expect(BuildErrors.extract(from: ["a", "b", "c"], limit: 2) == ["b", "c"])
    }

    @Test func aProductYoungerThanItsCommandFileIsUnfinished() async throws {
        let scratch = try Scratch()
        try scratch.write("mm/done.o", "")
        try await Task.sleep(for: .milliseconds(20))
        try scratch.write("mm/.done.o.cmd", "")
        try scratch.write("mm/.half.o.cmd", "")
        try await Task.sleep(for: .milliseconds(20))
        try scratch.write("mm/half.o", "")
        #expect(BuildRecovery.removeUnfinished(in: scratch.path) == 1)
        #expect(FileTree.exists(scratch.path.appending("mm/done.o")))
        #expect(!FileTree.exists(scratch.path.appending("mm/half.o")))
    }
}
