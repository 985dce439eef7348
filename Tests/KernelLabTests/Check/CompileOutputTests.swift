// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import KernelLab

@Suite("What compilers say")
struct CompileOutputTests {
    @Test func remarksOfAllToolsAreRead() {
        let remarks = CompileRemark.all(
            in: [
                "In file included from /t/mm/a.c:3:",
                "/t/mm/a.c: In function 'f':",
                "/t/mm/a.c:12:6: warning: unused variable 'x' [-Wunused-variable]",
                "   12 |  int x;",
                "/t/mm/a.c:20:9: warning: incorrect type in assignment (different address spaces)",
                "/t/mm/a.c:20:9:    expected void const volatile [noderef] __iomem *addr",
                "/t/mm/a.c:20:9:    got void *",
                "/t/include/linux/a.h:7: warning: Function parameter or struct member 'y' not described in 'f'",
                "mm/a.o: warning: objtool: f+0x1: unreachable instruction",
                "/t/mm/a.c:30:1: note: declared here",
                "/t/mm/a.c:31:1: fatal error: b.h: No such file or directory",
            ], source: "/t")
        #expect(
            remarks == [
                CompileRemark(file: "mm/a.c", line: 12, message: "warning: unused variable 'x' [-Wunused-variable]"),
                CompileRemark(
                    file: "mm/a.c", line: 20,
                    message: "warning: incorrect type in assignment (different address spaces)"
                        + " | expected void const volatile [noderef] __iomem *addr | got void *"),
                CompileRemark(
                    file: "include/linux/a.h", line: 7,
                    message: "warning: Function parameter or struct member 'y' not described in 'f'"),
                CompileRemark(
                    file: "mm/a.o", line: nil, message: "warning: objtool: f+0x1: unreachable instruction"),
                CompileRemark(file: "mm/a.c", line: 31, message: "fatal error: b.h: No such file or directory"),
            ])
    }

    @Test func aRemarkThatOnlyMovedIsNotNew() {
        func remark(_ line: Int, _ message: String = "warning: old") -> CompileRemark {
            CompileRemark(file: "mm/a.c", line: line, message: message)
        }
        let ledger = CompileLedger(base: [remark(1), remark(2)])
        #expect(ledger.new(in: [remark(11), remark(12)]) == [])
        #expect(ledger.new(in: [remark(11), remark(12), remark(13)]) == [remark(13)])
        #expect(ledger.new(in: [remark(11, "warning: new")]) == [remark(11, "warning: new")])
    }

    @Test func linesBelongToTheObjectAnnouncedBeforeThem() {
        let listener = ObjectListener(["mm/a.o", "drivers/b.o", "mm/quiet.o"])
        let lines = [
            "  GEN     Makefile", "warning: of something else", "  CC      mm/a.o", "first", "  CHECK   /t/mm/a.c",
            "second", "  CC      mm/other.o", "not asked for", "  CC [M]  drivers/b.o", "third",
            "make[2]: *** [scripts/Makefile.build:234: drivers/b.o] Error 1", "more", "  CC      mm/quiet.o",
        ]
        var finished = lines.compactMap { listener.consume($0) }
        finished += [listener.finish()].compactMap { $0 }
        #expect(finished.map(\.object) == ["mm/a.o", "drivers/b.o", "mm/quiet.o"])
        #expect(finished.map(\.lines) == [["first", "second"], ["third"], []])
        #expect(listener.output(of: "drivers/b.o") == ["third"])
        #expect(listener.failed == ["drivers/b.o"])
        #expect(listener.output(of: "mm/never.o") == nil)
    }

    @Test func filesAreSortedByWhatCanBeDoneWithThem() {
        let plan = CompilePlan(files: [
            "mm/a.c", "include/linux/a.h", "drivers/dma-buf/Makefile", "drivers/dma-buf/Kconfig", "MAINTAINERS",
            "Documentation/mm/a.rst", "tools/testing/vma/a.h", "arch/x86/a.S", "mm/a.c",
        ])
        #expect(plan.sources == ["mm/a.c"])
        #expect(plan.headers == ["include/linux/a.h"])
        #expect(plan.rules == ["drivers/dma-buf/Kconfig", "drivers/dma-buf/Makefile"])
        #expect(plan.exempt.map(\.file) == ["Documentation/mm/a.rst", "MAINTAINERS", "tools/testing/vma/a.h"])
        #expect(plan.unknown == ["arch/x86/a.S"])
    }
}
