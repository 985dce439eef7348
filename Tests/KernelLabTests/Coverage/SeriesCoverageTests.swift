// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KernelLab
import Testing

/// Two patches: the first adds a function to a file of this kernel, the second to one that it does not have.
struct SeriesCoverageTests {
    private static let text = "int f(void)\n{\n\tif (g())\n\t\treturn -EIO;\n\treturn 0;\n}\n"

    private static let added = AddedLines(
        original: { _ in nil },
        steps: [["mm/here.c": text, "Documentation/x.rst": "x\n"], ["drivers/absent.c": text, "tools/t.c": text]])

    private static let counts: LineCounts = {
        var counts = LineCounts()
        counts.add(.init(count: 3, function: "f"), number: 1, of: "mm/here.c")
        counts.add(.init(count: 3, function: "f", branches: [3, 0]), number: 3, of: "mm/here.c")
        counts.add(.init(count: 0, function: "f"), number: 4, of: "mm/here.c")
        counts.add(.init(count: 3, function: "f"), number: 5, of: "mm/here.c")
        return counts
    }()

    private static func coverage(_ list: String) throws -> SeriesCoverage {
        SeriesCoverage(
            subjects: [(7, "mm: Here"), (9, "drm: Absent")], added: added, counts: counts,
            listed: try UncoveredLines(parsing: list, name: "list"))
    }

    private static func report(_ list: String, isComplete: Bool = true) throws -> CoverageReport {
        CoverageReport(try coverage(list), listName: "list", isComplete: isComplete)
    }

    private static let whole = "reason: never\nmm/here.c: return -EIO;\nreason: no such device\ndrivers/absent.c\n"

    @Test func countsOnlyLinesWithCode() throws {
        let patch = try #require(try Self.coverage(Self.whole).patches.first)
        #expect(patch.codeCount == 4)
        #expect(patch.runCount == 3)
        #expect(patch.branchCount == 2)
        #expect(patch.takenCount == 1)
    }

    @Test func aLineIsExcusedByItsTextOrItsFunction() throws {
        for entry in ["mm/here.c: return -EIO;", "mm/*: return *", "mm/here.c: f()"] {
            let list = "reason: never\n\(entry)\ndrivers/absent.c\n"
            #expect(try Self.coverage(list).missed.isEmpty, "\(entry)")
            #expect(try Self.report(list).exitCode == .passed)
        }
    }

    @Test func aLineThatIsNeitherRunNorListedFails() throws {
        let report = try Self.report("reason: no such device\ndrivers/absent.c\n")
        #expect(report.exitCode == .testsFailed)
        #expect(report.text.contains("missed: mm/here.c:4: return -EIO; [patch 7]"))
    }

    @Test func aFileThatThisKernelLacksHasToBeListed() throws {
        let report = try Self.report("reason: never\nmm/here.c: return -EIO;\n")
        #expect(report.exitCode == .testsFailed)
        #expect(report.text.contains("missed: drivers/absent.c: not in this kernel, and list does not say why"))
    }

    @Test func anEntryWithoutNeedFails() throws {
        let report = try Self.report(Self.whole + "mm/here.c: return 0;\n")
        #expect(report.exitCode == .testsFailed)
        #expect(report.text.contains("listed without need: list:5: mm/here.c: return 0;"))
    }

    @Test func aPartOfTheTestsProvesNothing() throws {
        #expect(try Self.report("", isComplete: false).exitCode == .passed)
    }

    @Test func theSummaryHasItAll() throws {
        #expect(
            try Self.report(Self.whole).summary
                == "coverage: 3 of 4 added lines run (75.0 %), 1 of 2 branches taken; 1 files are not in this kernel; "
                + "0 lines neither run nor listed, 0 listed without need")
    }

    @Test func theJSONSaysWhatBecameOfEachLine() throws {
        let json = try JSONSerialization.jsonObject(with: Data(try Self.report(Self.whole).encodedJSON()))
        let patches = try #require((json as? [String: Any])?["patches"] as? [[String: Any]])
        let parts = try #require(patches.first?["parts"] as? [[String: Any]])
        let lines = try #require(parts.first?["lines"] as? [[String: Any]])
        #expect(lines.compactMap { $0["fate"] as? String }.prefix(5) == ["run", "noCode", "run", "excused", "run"])
        #expect(lines[3]["reason"] as? String == "never")
    }

    @Test func thePageShowsWhatIsMissedAndEscapesTheCode() throws {
        let added = AddedLines(original: { _ in nil }, steps: [["mm/here.c": "if (a < b && c)\n"]])
        var counts = LineCounts()
        counts.add(.init(count: 0), number: 1, of: "mm/here.c")
        let coverage = SeriesCoverage(subjects: [(1, "x")], added: added, counts: counts, listed: .none)
        let page = String(
            decoding: try CoveragePage(coverage, title: "t", summary: "s", isPassed: false).html(), as: UTF8.self)
        #expect(page.contains("<tr class=\"missed\">"))
        #expect(page.contains("if (a &lt; b &amp;&amp; c)"))
    }
}
