// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import KernelLab

@Suite("The matrix of exporters")
struct ExporterMatrixTests {
    static func matrix(_ lines: [String]) throws -> ExporterMatrix {
        try #require(ExporterMatrix(MatrixFixture.report(lines)))
    }

    @Test("Rows, columns and cells are in the order of the run")
    func order() throws {
        let matrix = try Self.matrix(MatrixFixture.lines)
        #expect(matrix.properties == ["whole", "moved", "split", "split-tail"])
        #expect(matrix.exporters == ["udmabuf-memfd", "qxl", "vmwgfx"])
        #expect(
            matrix.rows.map { "\($0.exporter)/\($0.route)" } == [
                "udmabuf-memfd/fd", "udmabuf-memfd/import-vgem", "qxl/fd", "vmwgfx/fd", "vmwgfx/native",
            ])
        #expect(matrix.cells.count == 10)
        #expect(matrix.cells.first?.fullName == "exporters/udmabuf-memfd/fd/whole")
    }

    @Test("An exporter whose routes come apart has one place")
    func interleaved() throws {
        let matrix = try Self.matrix(["ok a/fd/w", "ok b/fd/w", "ok a/native/w", "ok a/fd/x", "ok b/fd/x"])
        #expect(matrix.rows.map { "\($0.exporter)/\($0.route)" } == ["a/fd", "a/native", "b/fd"])
    }

    @Test("A property that only some have stands where they have it")
    func merging() throws {
        let matrix = try Self.matrix([
            "ok a/fd/whole", "ok a/fd/moved", "ok b/fd/whole", "ok b/fd/offset", "ok b/fd/moved", "ok b/fd/unplugged",
            "ok c/native/own", "ok c/native/whole", "ok a/fd/late",
        ])
        #expect(matrix.properties == ["whole", "offset", "moved", "late", "unplugged", "own"])
    }

    @Test("A case that an exporter does not have is no cell")
    func missingCells() throws {
        let matrix = try Self.matrix(MatrixFixture.lines)
        #expect(matrix.rows[1].cells.map { $0?.test.status } == [.pass, .pass, nil, nil])
        #expect(matrix.rows[1].totals.total == 2)
    }

    @Test("Totals count each cell once, and statuses stay what they are")
    func totals() throws {
        let matrix = try Self.matrix(MatrixFixture.lines)
        #expect(matrix.totals == KTAPTotals(passed: 6, failed: 1, skipped: 3))
        let cell = try #require(matrix.rows[2].cells[2])
        #expect(cell.test.status == .fail && cell.test.diagnostics.first?.hasPrefix("offset: expected") == true)
        #expect(matrix.rows[3].skipReason == "no vmwgfx node: QEMU's machine has none")
        #expect(matrix.rows[2].skipReason == nil)
    }

    @Test("Of several results for one cell the worst counts, in any order", arguments: [false, true])
    func duplicates(reversed: Bool) throws {
        let lines = ["ok q/fd/whole", "not ok q/fd/whole", "ok q/fd/whole # SKIP no"]
        let matrix = try Self.matrix(reversed ? lines.reversed() : lines)
        #expect(matrix.cells.count == 1)
        #expect(matrix.cells.first?.test.status == .fail)
        #expect(matrix.cells.first?.count == 3)
        #expect(matrix.totals.total == 1)
        let skipped = try Self.matrix(["ok q/fd/whole # SKIP no", "ok q/fd/whole"])
        #expect(skipped.cells.first?.test.status == .skip, "a pass does not hide that one did not run")
    }

    @Test("Three levels of subtests mean the same as slashes in a name")
    func levels() throws {
        func level(_ name: String, _ children: [KTAPTest]) -> KTAPTest {
            KTAPTest(name: name, status: .pass, children: children)
        }
        let nested = KTAPReport(tests: [
            level("exporters", [level("qxl", [level("fd", [KTAPTest(name: "whole", status: .pass)])])])
        ])
        #expect(ExporterMatrix(nested)?.cells.map(\.fullName) == ["exporters/qxl/fd/whole"])
    }

    @Test("Names that are not exactly exporter, route and property are no cells, and are not lost")
    func strays() throws {
        let matrix = try Self.matrix(["ok a/b", "ok a/b/c/d", "ok a//c", "ok a/b/c", "not ok /a/b"])
        #expect(matrix.cells.map(\.fullName) == ["exporters/a/b/c"])
        #expect(matrix.strays.map(\.name) == ["a/b", "a/b/c/d", "a//c", "/a/b"])
    }

    @Test("Results that never came are strays: nobody knows which they would have been")
    func missingResults() throws {
        var parser = KTAPParser()
        _ = parser.consume(
            Array("KTAP version 1\n1..1\n  KTAP version 1\n  # Subtest: exporters\n  1..3\n  ok 1 a/fd/w\n".utf8))
        let matrix = try #require(ExporterMatrix(parser.finish()))
        #expect(matrix.cells.count == 1)
        #expect(matrix.strays.count == 2)
        #expect(matrix.strays.allSatisfy { $0.status == .missing })
    }

    @Test("Without the suite there is no matrix, with an empty one an empty matrix")
    func absent() throws {
        #expect(ExporterMatrix(MatrixFixture.report(suite: "ownership", ["ok a/fd/whole"])) == nil)
        #expect(ExporterMatrix(KTAPReport(tests: [])) == nil)
        let empty = try #require(ExporterMatrix(KTAPReport(tests: [KTAPTest(name: "exporters", status: .skip)])))
        #expect(empty.rows.isEmpty && empty.strays.isEmpty && empty.totals.total == 0)
    }

    @Test("However many names a guest makes up, the table stays of a size that can be shown")
    func bounds() throws {
        let matrix = try Self.matrix((0..<3000).map { "ok e\($0)/r\($0)/p\($0)" })
        #expect(matrix.properties.count <= ExporterMatrix.mostProperties)
        #expect(matrix.rows.count <= ExporterMatrix.mostRows)
        #expect(matrix.cells.count + matrix.strays.count == 3000)
    }
}
