// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage
import Testing

@testable import KernelLab

struct BenchDocumentTests {
    @Test func whatIsWrittenReadsBackTheSame() throws {
        let bytes = try BenchFixture.document.encoded()
        #expect(try BenchDocument(decoding: bytes) == BenchFixture.document)
        #expect(bytes.last == UInt8(ascii: "\n"))
        #expect(try BenchFixture.document.encoded() == bytes)
    }

    @Test func thePageNamesWhatTheFiguresAreOf() {
        let page = BenchPage([BenchFixture.document]).text
        #expect(page.contains("## Linux 6.12.117, profile bench"))
        for word in ["linux-source-6.12 6.12.117-1", "gcc 12.2.0", "QEMU emulator version 7.2", "0123abc"] {
            #expect(page.contains(word))
        }
    }

    @Test func thePageShowsEachRowWithItsDifference() {
        let lines = BenchPage([BenchFixture.document]).text.split(separator: "\n")
        #expect(lines.contains("| a/fd/read | 1677 | 1683 | +6 | +0.4 % |"))
        #expect(lines.contains("| a/fd/write | 1685 | 1680 | -5 | -0.3 % |"))
        #expect(lines.contains("| gone/fd/read | 5 | - | - | - |"))
    }

    @Test func thePageSaysWhyAGoalIsNotMet() {
        let table = BenchTable(
            mitigation: .off, unpatched: BenchFixture.reading(["first-fault/udmabuf-memfd/fd/write": 1000]),
            patched: BenchFixture.reading(["first-fault/udmabuf-memfd/fd/write": 901]))
        func page(_ tables: [BenchTable]) -> String {
            let document = BenchFixture.document
            return BenchPage([
                BenchDocument(
                    kernel: document.kernel, source: document.source, profile: document.profile,
                    compiler: document.compiler, qemu: document.qemu, commit: document.commit,
                    command: document.command, tables: tables, sizes: [], contention: nil)
            ]).text
        }
        let reason = "- audited exporters: udmabuf's one-page VMAs, page table included: a write is not"
        #expect(page([table, table]).components(separatedBy: reason).count == 2)
        #expect(!page([BenchFixture.table]).contains("Why not"))
    }

    @Test func thePageShowsWhatSectionsGrowBy() {
        let lines = BenchPage([BenchFixture.document]).text.split(separator: "\n")
        #expect(lines.contains("| .text | 5000 | 5120 | +120 |"))
    }

    /// The page, plots and budgets of this checkout.
    @Test func whatIsCheckedInIsWhatItsFiguresGive() throws {
        let folder = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent().appending("bench")
        func text(_ name: String) throws -> String {
            String(decoding: try AtomicFile.read(folder.appending(name)), as: UTF8.self)
        }
        let documents = try FileTree.names(in: folder).filter { $0.hasSuffix(".json") }.sorted().map {
            try BenchDocument(decoding: try AtomicFile.read(folder.appending($0)))
        }
        #expect(!documents.isEmpty)
        let advice: Comment = "dmabuf-lab bench --redraw makes them anew"
        #expect(try text("RESULTS.md") == BenchPage(documents).text, advice)
        #expect(try text("budgets") == BenchBudgets.text(of: documents), advice)
        let plots = documents.flatMap(BenchPlot.all)
        for plot in plots { #expect(try text(plot.fileName) == plot.chart.svg, advice) }
        let pictures = FileTree.names(in: folder).filter { $0.hasSuffix(".svg") }
        #expect(Set(pictures) == Set(plots.map(\.fileName)), advice)
    }

    @Test func sizesAreThoseOfTheSectionsThatBothHave() {
        let before = ["vmlinux  :", "section   size   addr", ".text   5000   1024", ".bss   16   0", ".note   3   0"]
        let after = ["vmlinux  :", ".text   5120   1024", ".rodata   7   0", ".note   3   0", "Total   5130"]
        #expect(BenchSize.compare(before, after) == [BenchSize(section: ".text", unpatched: 5000, patched: 5120)])
    }

    @Test func thePageShowsWhatThreadsLeaveEachOther() {
        let lines = BenchPage([BenchFixture.document]).text.split(separator: "\n")
        #expect(lines.contains("| fault/vgem/fd | 60 % | 70 % | 95 % | 90 % |"))
        #expect(lines.contains("| lookup/vma-lock | - | - | 99 % | - |"))
    }

    @Test func thePageShowsLookupsByMappings() {
        let lines = BenchPage([BenchFixture.document]).text.split(separator: "\n")
        #expect(lines.contains("| mappings | 15 | 30015 |"))
        #expect(lines.contains("| first-page | 354 | 532 |"))
        #expect(lines.contains("| procmap-query | 497 | - |"))
        #expect(lines.contains("- fault/qxl/fd: no such device"))
    }
}
