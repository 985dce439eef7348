// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import KernelLab

@Suite("The matrix on a terminal")
struct ExporterMatrixTableTests {
    static func lines(
        _ lines: [String] = MatrixFixture.lines, width: Int? = nil, colour: Bool = false
    ) throws -> [String] {
        let matrix = try #require(ExporterMatrix(MatrixFixture.report(lines)))
        return ExporterMatrixTable(matrix).render(width: width, colour: colour).split(separator: "\n").map(String.init)
    }

    @Test("A row for each exporter on each route, a letter for each property")
    func rows() throws {
        let lines = try Self.lines()
        #expect(
            lines.prefix(5) == [
                "exporter       route        1 2 3 4  passed  failed  skipped",
                "udmabuf-memfd  fd           .   .         2       0        0",
                "               import-vgem  . .           2       0        0",
                "qxl            fd           . s F .       2       1        1",
                "vmwgfx         all 2        s             0       0        2  no vmwgfx node: QEMU's machine has none",
            ])
        #expect(lines[5] == "1 whole  2 moved  3 split  4 split-tail  . passed  F failed  s skipped")
        #expect(lines[6] == "exporters: 3, by route: 5, cells: 10; 6 passed, 1 failed, 3 skipped")
    }

    @Test("No line is wider than the terminal", arguments: [40, 60, 80, 200])
    func widths(width: Int) throws {
        for line in try Self.lines(width: width).dropLast() { #expect(line.count <= max(width, 60), "\(line)") }
    }

    @Test("A reason is cut for a terminal only")
    func reasons() throws {
        let why = String(repeating: "why ", count: 60) + "because"
        #expect(try Self.lines(["ok a/fd/whole # SKIP \(why)"])[1].hasSuffix(why))
        #expect(try Self.lines(["ok a/fd/whole # SKIP \(why)"], width: 70)[1].hasSuffix("…"))
    }

    @Test("Letters stand together where there is no room between them")
    func together() throws {
        let lines = try Self.lines(width: 59)
        #expect(lines[0] == "exporter       route        1234  passed  failed  skipped")
        #expect(lines[3] == "qxl            fd           .sF.       2       1        1")
    }

    @Test("Letters give way where there is no room for them")
    func narrow() throws {
        let lines = try Self.lines(width: 55)
        #expect(lines[0] == "exporter       route        passed  failed  skipped")
        #expect(lines[3] == "qxl            fd                2       1        1")
    }

    @Test("More properties than labels are counted only")
    func manyProperties() throws {
        let lines = try Self.lines((0..<60).map { "ok a/fd/p\($0)" }, width: 500)
        #expect(lines[1].hasSuffix("60       0        0"))
        #expect(lines.count == 3)
    }

    @Test("Colour only where it is asked for, and nothing from the guest steers the terminal")
    func colour() throws {
        let hostile = ["ok a\u{1B}[31m/fd/whole", "not ok b/fd/whole", "ok c/fd/whole # SKIP \u{9B}2J"]
        #expect(try !Self.lines(hostile).joined().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x9B })
        #expect(try Self.lines(hostile, colour: true).joined().contains("\u{1B}[1;31mF\u{1B}[0m"))
    }

    @Test("A matrix without cells has no table")
    func empty() throws {
        #expect(try Self.lines([]).isEmpty)
    }

    @Test("The line that others take the totals from is not this table's")
    func noTotals() throws {
        #expect(try !Self.lines().contains { $0.hasPrefix("total") })
    }
}
