// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage
import Testing

@testable import KernelLab

@Suite("What a prefix of the series promises")
struct FixExpectationsTests {
    private let expectations = FixExpectations(
        parsing: """
            # What has to fail without the series, by the fix that it is there for.

            # mm: Fix one
            a/b/c
            a/b/d
            # mm: Fix two
            e/f
            """)

    @Test func aTestMayFailUntilItsFixIsIn() {
        let series: Set = ["mm: Fix one", "mm: Other", "mm: Fix two"]
        #expect(expectations.mayFail(after: [], of: series) == ["a/b/c", "a/b/d", "e/f"])
        #expect(expectations.mayFail(after: ["mm: Fix one", "mm: Other"], of: series) == ["e/f"])
        #expect(expectations.mayFail(after: series, of: series) == [])
    }

    @Test func whatAVersionHasNoFixForMayNotFailInIt() {
        #expect(expectations.mayFail(after: [], of: ["mm: Fix two"]) == ["e/f"])
    }

    @Test func whatIsSkippedBeforeAPatchMayFailFromThatOnOnly() {
        let between = FixExpectations(
            parsing: """
                # Since mm: Ask
                #
                # mm: Answer
                a/b
                # Since mm: Fix one
                # mm: Fix two
                c/d
                """)
        let series: Set = ["mm: Fix one", "mm: Ask", "mm: Answer", "mm: Fix two"]
        #expect(between.mayFail(after: [], of: series) == [])
        #expect(between.mayFail(after: ["mm: Ask"], of: series) == ["a/b"])
        #expect(between.mayFail(after: ["mm: Ask", "mm: Fix one"], of: series) == ["a/b", "c/d"])
        #expect(between.mayFail(after: series, of: series) == [])
        #expect(
            between.findings(name: "x.txt", known: series.subtracting(["mm: Ask"])).map(\.description) == [
                "x.txt:3: no patch has this subject: mm: Ask"
            ])
    }

    @Test func aFixThatNobodyKnowsIsAFinding() {
        #expect(
            expectations.findings(name: "x.txt", known: ["mm: Fix one"]).map(\.description) == [
                "x.txt:6: no patch has this subject: mm: Fix two"
            ])
        #expect(
            FixExpectations(parsing: "a/b\n").findings(name: "x.txt", known: []).map(\.description) == [
                "x.txt:1: no fix is named for this test"
            ])
    }

    @Test func whatFailsWithoutAFixToComeIsAFinding() {
        let boot = PrefixBoot(passed: ["p"], failed: ["a", "b"], skipped: 3, troubles: ["the console"], folder: "f")
        #expect(
            boot.outcome("0002-x.patch", mayFail: ["a"]).findings.map(\.description) == [
                "0002-x.patch: the console [f]", "0002-x.patch: b fails, and no fix of it is yet to come [f]",
            ])
        let clean = PrefixBoot(passed: ["p"], failed: ["a"], skipped: 3, troubles: [], folder: "f")
        #expect(
            clean.outcome("x", mayFail: ["a"]) == .passed(notes: ["1 passed, 1 wait for their fix, 3 skipped"]))
    }

    @Test func whatPassedAndIsNoLongerRunIsLost() {
        let before = PrefixBoot(passed: ["p", "q", "r"], failed: [], skipped: 0, troubles: [], folder: "")
        let after = PrefixBoot(passed: ["p"], failed: ["q"], skipped: 1, troubles: [], folder: "")
        #expect(after.lost(since: before) == ["r"])
    }

    /// The files of this checkout name patches that there are.
    @Test func theCheckoutsOwnFilesNameTheirFixes() throws {
        let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent()
        let order = try SeriesOrder(
            parsing: String(decoding: try AtomicFile.read(root.appending("kernel-patches/order")), as: UTF8.self))
        let names = FileTree.names(in: root.appending("Tests")).filter { $0.hasPrefix("expected-") }
        #expect(names.contains(FixExpectations.inBetween) && names.count > 1)
        for name in names {
            let text = String(decoding: try AtomicFile.read(root.appending("Tests").appending(name)), as: UTF8.self)
            let findings = FixExpectations(parsing: text).findings(name: name, known: Set(order.subjects))
            #expect(findings.map(\.description) == [])
        }
    }
}
