// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KTAP
import Testing

@testable import KernelLab

@Suite("Two kernels held against each other")
struct EquivalenceComparisonTests {
    private static let before = """
        vgem/fd/mlock/whole: ok
        vgem/fd/mlock/vmas: 1
        vgem/fd/munmap/content: #0 #0
        vgem/native/mlock: skipped: no device
        """

    private static func record(_ text: String) throws -> ProbeRecord {
        try ProbeRecord(parsing: text, name: "record")
    }

    private static func compare(
        _ after: String, _ list: String = "", isComplete: Bool = true
    ) throws -> (EquivalenceComparison, EquivalenceReport) {
        let comparison = EquivalenceComparison(
            before: try record(before), after: try record(after),
            intended: try IntendedDifferences(parsing: list, name: "list", subjects: ["mm: One"]))
        return (comparison, EquivalenceReport(comparison, listName: "list", isComplete: isComplete))
    }

    private static func list(_ line: String) -> String { "patch: mm: One\nreason: why\n\(line)\n" }

    @Test func equalRecordsPass() throws {
        let (comparison, report) = try Self.compare(Self.before)
        #expect(comparison.unexplained.isEmpty)
        #expect(comparison.observationCount == 3)
        #expect(comparison.skippedCount == 1)
        #expect(report.exitCode == .passed)
        #expect(
            report.summary
                == "equivalence: 3 observations of 2 operations compared, 1 operations skipped; 0 differences intended, "
                + "0 unexplained, 0 intended but not seen")
    }

    @Test func aDifferenceThatIsNotMeantFails() throws {
        let (comparison, report) = try Self.compare(Self.before.replacing("whole: ok", with: "whole: ENOMEM"))
        #expect(comparison.unexplained.map(\.text) == ["vgem/fd/mlock/whole: ok -> ENOMEM"])
        #expect(report.exitCode == .testsFailed)
        #expect(report.text(limit: 9) == "unexplained: vgem/fd/mlock/whole: ok -> ENOMEM")
        #expect(report.ktap.totals.failures == 1)
    }

    @Test func aDifferenceThatIsMeantPasses() throws {
        let (comparison, report) = try Self.compare(
            Self.before.replacing("#0 #0", with: "#0 #1"), Self.list("vgem/*/content: #0 #0 -> #0 #1"))
        #expect(comparison.unexplained.isEmpty)
        #expect(comparison.intendedCount == 1)
        #expect(report.exitCode == .passed)
        #expect(report.text(limit: 9) == "intended: 1 by mm: One")
    }

    @Test func anEntryThatNothingMatchesFails() throws {
        let list = Self.list("vgem/*/content: #0 #0 -> #0 #1")
        let (comparison, report) = try Self.compare(Self.before, list)
        #expect(comparison.stale.map(\.line) == [3])
        #expect(report.exitCode == .testsFailed)
        #expect(report.text(limit: 9).contains("not seen: list:3: vgem/*/content: #0 #0 -> #0 #1"))
        #expect(try Self.compare(Self.before, list, isComplete: false).1.exitCode == .passed)
    }

    @Test func anObservationThatIsMissingIsADifference() throws {
        let (comparison, _) = try Self.compare(Self.before.replacing("vgem/fd/mlock/vmas: 1\n", with: ""))
        #expect(comparison.unexplained.map(\.text) == ["vgem/fd/mlock/vmas: 1 -> not observed"])
    }

    @Test func anOperationThatOnlyOneKernelHasIsOneDifference() throws {
        let (comparison, _) = try Self.compare(
            Self.before.replacing(
                "vgem/native/mlock: skipped: no device", with: "vgem/native/mlock/a: 1\nx/fd/y: skipped: z")
        )
        #expect(
            comparison.unexplained.map(\.text) == [
                "vgem/native/mlock: skipped: no device -> observed", "x/fd/y: not observed -> skipped: z",
            ])
    }

    @Test func whatNeitherKernelProbedIsNoDifference() throws {
        let (comparison, _) = try Self.compare(Self.before.replacing("no device", with: "not patched"))
        #expect(comparison.unexplained.isEmpty)
        #expect(comparison.skippedCount == 1)
    }

    @Test func aProbeThatFailedIsADifferenceEvenIfBothDid() throws {
        let record = try Self.record("a/fd/x: failed: unexpected error\na/fd/y/z: 1")
        let comparison = EquivalenceComparison(before: record, after: record, intended: .none)
        #expect(comparison.unexplained.map(\.observation) == ["a/fd/x"])
    }

    @Test func whereNothingCouldBeComparedNothingPassed() throws {
        let record = try Self.record("a/fd/x: skipped: no device")
        let comparison = EquivalenceComparison(before: record, after: record, intended: .none)
        #expect(EquivalenceReport(comparison, listName: "list", isComplete: true).exitCode == .allSkipped)
    }

    @Test func theJSONHasEachDifferenceOnce() throws {
        let (_, report) = try Self.compare(
            Self.before.replacing("#0 #0", with: "#0 #1").replacing("whole: ok", with: "whole: EPERM"),
            Self.list("vgem/*/content: * -> *"))
        let json = try JSONSerialization.jsonObject(with: Data(try report.encodedJSON())) as? [String: Any]
        #expect(json?["observations"] as? Int == 3)
        #expect(
            (json?["unexplained"] as? [[String: String]])?.compactMap { $0["observation"] } == ["vgem/fd/mlock/whole"])
        let intended = try #require((json?["intended"] as? [[String: Any]])?.first)
        #expect(intended["patch"] as? String == "mm: One")
        #expect((intended["differences"] as? [[String: String]])?.count == 1)
    }
}
