// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("EXPORTERS.md against a tree")
struct ExporterPolicyTests {
    private let exporter = """
        static const struct vm_operations_struct a_vm_ops = {
        \t.fault = a_fault,
        \t.open = a_open, .close = NULL,
        };

        static int a_mmap(struct dma_buf *buf, struct vm_area_struct *vma)
        {
        \treturn a_map(vma);
        }

        static const struct dma_buf_ops a_ops =  {
        \t.mmap\t\t= a_mmap,
        \t.vmap = a_vmap
        };
        """
    private let driver = """
        const struct vm_operations_struct b_vm_ops =
        {
        \t.close = b_close,
        \t.get_dmabuf = b_get_dmabuf,
        };
        static const struct virtio_dma_buf_ops b_ops = {
        \t.ops = {
        \t\t.mmap = b_mmap,
        \t},
        };
        """
    private let refusing = """
        static int c_mmap(struct dma_buf *buf, struct vm_area_struct *vma)
        {
        \treturn -EINVAL;
        }
        static struct dma_buf_ops c_ops = { .mmap = c_mmap, };
        """
    private let head = "# Exporters of Linux 6.12\n"
    private let exporterHead = """

        | exporter | dma_buf_ops | routes | vm_ops | vm_file | offset | answered | tested |
        |---|---|---|---|---|---|---|---|

        """
    private let mappingHead = """

        | mapping | vm_operations_struct | members | vm_pgoff | get_dmabuf | tested |
        |---|---|---|---|---|---|

        """
    private let a =
        "| A | `drivers/dma-buf/a.c` `a_ops` | fd | F `a_vm_ops` | dma-buf's | vm_pgoff | yes: core | `exporters/a` |\n"
        .replacing("F `a", with: "FO `a")
    private let b =
        "| B | `drivers/gpu/b.c` `b_ops` | fd | C `b_vm_ops` | dma-buf's | vm_pgoff | yes: `b_get_dmabuf` | compile-tested |\n"
    private let c = "| C | `drivers/c.c` `c_ops` | - | - | - | - | not mappable | no: its mmap returns -EINVAL |\n"
    private let mappingA =
        "| A | `drivers/dma-buf/a.c` `a_vm_ops` | FO | offset | no: the core's will do | `exporters/a` |\n"
    private let mappingB = "| B | `drivers/gpu/b.c` `b_vm_ops` | C | offset | `b_get_dmabuf` | compile-tested |\n"

    private var files: [String: String] {
        ["drivers/dma-buf/a.c": exporter, "drivers/gpu/b.c": driver, "drivers/c.c": refusing]
    }

    private func findings(
        _ exporters: [String], _ mappings: [String], files: [String: String]? = nil, tests: Set<String>? = ["a"],
        touched: Set<String> = ["drivers/gpu/b.c"]
    ) -> [String] {
        let files = files ?? self.files
        let document = ExporterDocument(
            parsing: head + exporterHead + exporters.joined() + mappingHead + mappings.joined())
        let tables = files.sorted { $0.key < $1.key }.flatMap { OperationsTable.all(in: $0.value, file: $0.key) }
        let policy = ExporterPolicy(
            document, tables: tables, isTested: tests.map { tests in { tests.contains($0) } },
            isTouched: { touched.contains($0) }, refuses: { ExporterCheck.refuses($0, files[$0.file] ?? "") })
        return policy.findings.map(\.description)
    }

    @Test func aTrueDocumentHasNoFinding() {
        #expect(findings([a, b, c], [mappingA, mappingB]) == [])
    }

    @Test func tablesAreReadAsTheyAreWritten() {
        let tables = OperationsTable.all(in: exporter + "\n" + driver, file: "a.c")
        #expect(tables.map(\.name) == ["a_vm_ops", "a_ops", "b_vm_ops", "b_ops"])
        #expect(tables.map(\.presence) == ["FO", "-", "C", "-"])
        #expect(tables[1].members == ["mmap": "a_mmap", "vmap": "a_vmap"])
        #expect(tables[2].members["get_dmabuf"] == "b_get_dmabuf")
        #expect(tables[3].members["mmap"] == "b_mmap")
        let others = [
            "extern const struct dma_buf_ops x;", "\tconst struct dma_buf_ops *ops = y;",
            "static const struct vm_operations_struct core[TYPES] = {", "struct dma_buf_ops {",
        ]
        #expect(others.flatMap { OperationsTable.all(in: $0, file: "a.c") } == [])
    }

    @Test func aMissingRowIsNamedWithTheDefinition() {
        #expect(
            findings([b, c], [mappingB]) == [
                "EXPORTERS.md: drivers/dma-buf/a.c:11: a_ops has no row: say who answers for it, or why nobody does",
                "EXPORTERS.md: drivers/dma-buf/a.c:1: a_vm_ops has no row: say who answers for it, or why nobody does",
            ])
    }

    @Test func aStaleRowAndAWrongFileAreNamed() {
        let gone = a.replacing("a_ops", with: "gone_ops")
        let moved = mappingB.replacing("gpu/b.c", with: "gpu/x.c")
        #expect(
            findings([a, b, c, gone], [mappingA, mappingB, moved]) == [
                "EXPORTERS.md:8: stale: drivers/dma-buf/a.c does not define gone_ops",
                "EXPORTERS.md:14: stale: drivers/gpu/x.c does not define b_vm_ops, but drivers/gpu/b.c does",
            ])
    }

    @Test func twoRowsForOneAreOneTooMany() {
        #expect(
            findings([a, b, c, a], [mappingA, mappingB]) == [
                "EXPORTERS.md:8: a_ops of drivers/dma-buf/a.c has two rows"
            ])
    }

    @Test func whatTheTreeDoesNotAnswerForMayNotBeSaidToBeAnswered() {
        let without = files.mapValues { $0.replacing("\t.get_dmabuf = b_get_dmabuf,\n", with: "") }
        #expect(
            findings([a, b, c], [mappingA, mappingB], files: without) == [
                "EXPORTERS.md:6: yes: `b_get_dmabuf`, but b_vm_ops of drivers/gpu/b.c has no get_dmabuf",
                "EXPORTERS.md:6: stale: no vm_operations_struct has b_get_dmabuf as its get_dmabuf",
                "EXPORTERS.md:12: b_vm_ops has no get_dmabuf, b_get_dmabuf or other",
            ])
    }

    @Test func whatTheTreeAnswersForMayNotBeSaidNotToBe() {
        let no = b.replacing("yes: `b_get_dmabuf`", with: "no: nobody has done it")
        let other = mappingB.replacing("`b_get_dmabuf`", with: "no: nobody has done it")
        #expect(
            findings([a, no, c], [mappingA, other]) == [
                "EXPORTERS.md:6: no: nobody has done it, but b_vm_ops has b_get_dmabuf",
                "EXPORTERS.md:12: b_vm_ops is answered for by b_get_dmabuf, which the row does not say",
            ])
    }

    @Test func whetherItCanBeMappedIsWhatTheTreeSays() {
        let not = a.replacing("yes: core", with: "not mappable")
        let can = c.replacing("not mappable", with: "yes: core")
        #expect(
            findings([not, b, can], [mappingA, mappingB]) == [
                "EXPORTERS.md:5: a_ops is said not to be mappable, but has an mmap",
                "EXPORTERS.md:7: c_ops cannot be mapped: answered is to say `not mappable`",
            ])
    }

    @Test func membersAreThoseOfTheTree() {
        let wrong = a.replacing("FO `a", with: "F `a")
        #expect(
            findings([wrong, b, c], [mappingA.replacing("| FO |", with: "| FC |"), mappingB]) == [
                "EXPORTERS.md:5: a_vm_ops has the members FO, not F",
                "EXPORTERS.md:11: a_vm_ops has the members FO, not FC",
            ])
    }

    @Test func aTestThatDoesNotExistIsNamed() {
        #expect(
            findings([a, b, c], [mappingA, mappingB], tests: ["b"]) == [
                "EXPORTERS.md:5: no test is named exporters/a", "EXPORTERS.md:11: no test is named exporters/a",
            ])
        #expect(findings([a, b, c], [mappingA, mappingB], tests: nil) == [])
        let untested = mappingB.replacing("compile-tested", with: "perhaps")
        #expect(
            findings([a, b, c], [mappingA, untested]) == [
                "EXPORTERS.md:12: tested is to name `exporters/…`, another suite, `compile-tested` or `no: why`"
            ])
    }

    @Test func whatTheSeriesDoesNotTouchIsNotCompiled() {
        #expect(
            findings([a, b, c], [mappingA, mappingB], touched: []) == [
                "EXPORTERS.md:6: not compile-tested: the series does not touch drivers/gpu/b.c",
                "EXPORTERS.md:12: not compile-tested: the series does not touch drivers/gpu/b.c",
            ])
    }

    @Test func aReasonIsDue() {
        let silent = mappingA.replacing("no: the core's will do", with: "-")
        let vague = b.replacing("yes: `b_get_dmabuf`", with: "maybe")
        #expect(
            findings([a, vague, c], [silent, mappingB]) == [
                "EXPORTERS.md:6: answered is to be `yes: by whom`, `partly: why`, `no: why` or `not mappable`",
                "EXPORTERS.md:11: say `no: why` for a_vm_ops",
            ])
    }

    @Test func brokenTablesAreFindings() {
        let document = ExporterDocument(parsing: head + exporterHead + "| A | too short |\n")
        #expect(document.kernel == "6.12")
        #expect(document.defects.map(\.line) == [5, 1])
    }
}
