// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("What the checkers of a series print")
struct CheckToolOutputTests {
    @Test func aRuleOfCoccinelleNamesPlaceAndRemark() {
        let remarks = RuleRemark.all(in: [
            "/bin/sh: 1: cd: can't cd to drivers/a.c", "1 files match",
            "drivers/a.c:316:8-15: ERROR: reference preceded by free on line 304", "HANDLING: drivers/a.c",
        ])
        #expect(
            remarks == [
                RuleRemark(file: "drivers/a.c", line: 316, message: "ERROR: reference preceded by free on line 304")
            ])
    }

    @Test func aRemarkThatOnlyMovedIsNotNew() {
        let old = [RuleRemark(file: "a.c", line: 99, message: "ERROR: preceded by free on line 9")]
        let moved = RuleRemark(file: "a.c", line: 130, message: "ERROR: preceded by free on line 104")
        let second = RuleRemark(file: "a.c", line: 140, message: "ERROR: preceded by free on line 1")
        #expect(RuleRemark.new([moved], since: old) == [])
        #expect(RuleRemark.new([moved, second], since: old) == [second])
    }

    @Test func aWarningOfSphinxNamesTheFileThatItIsAbout() {
        let remarks = PageRemark.all(
            in: [
                "Using alabaster theme", "WARNING: dot(1) not found, for better output quality install graphviz",
                "/t/include/linux/dma-buf.h:84: warning: Excess function parameter 'p' description in 'f'",
                "/s/Documentation/core-api/mm-api:37: /t/include/linux/slab.h:847: WARNING: undefined label: 'memory'",
                "/s/Documentation/driver-api/dma-buf.rst:12: WARNING: Title underline too short.",
            ], roots: ["/t/", "/s/"])
        #expect(
            remarks.map(\.file) == [
                "", "include/linux/dma-buf.h", "include/linux/slab.h", "Documentation/driver-api/dma-buf.rst",
            ])
        #expect(remarks.map(\.line) == [nil, 84, 847, 12])
        #expect(remarks.map(\.missingLabel) == [nil, nil, "memory", nil])
        #expect(remarks.last?.message == "WARNING: Title underline too short.")
        #expect(PageRemark.new(remarks, since: remarks) == [])
        #expect(PageRemark.new(remarks, since: Array(remarks.dropLast())) == [remarks[3]])
    }

    @Test func bloatOMeterHasItsTotalLast() {
        let size = ObjectSize(lines: [
            "add/remove: 2/0 grow/shrink: 1/0 up/down: 24/0 (24)", "Function     old     new   delta",
            "Total: Before=6177, After=6201, chg +0.39%",
        ])
        #expect(size == ObjectSize(before: 6177, after: 6201))
        #expect(size?.text == "6177 -> 6201 (+24) bytes")
        #expect(ObjectSize(lines: ["nm: no such file"]) == nil)
    }

    @Test func aStructureThatGrewIsNamed() {
        let before = StructureSizes(lines: ["vm_area_struct\t160\t1", "dma_buf\t200\t2", "gone\t8\t0", "noise"])
        let after = StructureSizes(lines: ["vm_area_struct\t160\t1", "dma_buf\t208\t2", "new\t8\t0"])
        #expect(after.changes(since: before) == ["struct dma_buf: 200 -> 208 bytes"])
        #expect(after.outcome(of: "vm_area_struct", since: before) == .passed(notes: ["160 bytes"]))
        #expect(
            after.outcome(of: "dma_buf", since: before).findings.map(\.description) == [
                "struct dma_buf: 200 -> 208 bytes: each VMA has one"
            ])
        #expect(after.outcome(of: "vma", since: before).findings.count == 1)
    }

    @Test func aSeedGivesTheSameConfigurations() throws {
        let fragment = try ConfigFragment(
            parsing: "CONFIG_64BIT=y\n" + (0..<50).map { "CONFIG_A\($0)=m\n" }.joined(), name: "f")
        func drawn(_ seed: UInt64) -> [String] {
            var generator = SplitMix64(seed: seed)
            return (0..<3).map { _ in RandomConfiguration(drawnFrom: fragment, using: &generator).text }
        }
        #expect(drawn(7) == drawn(7))
        #expect(drawn(7) != drawn(8))
        #expect(Set(drawn(7)).count == 3)
        for text in drawn(7) {
            #expect(text.hasPrefix("CONFIG_64BIT=y\n"))
            #expect(text.contains("=y\nCONFIG_A") && text.contains("=m\n") && text.contains("is not set\n"))
        }
    }
}
