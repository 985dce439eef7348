// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage
import Testing

@testable import KernelLab

@Suite("The list of intended differences")
struct IntendedDifferencesTests {
    private static func parse(_ text: String) throws(LabFailure) -> IntendedDifferences {
        try IntendedDifferences(parsing: text, name: "list", subjects: ["mm: One", "mm: Two"])
    }

    @Test func anEntryHasItsPatchAndItsReason() throws {
        let list = try Self.parse(
            """
            # What is meant.
            patch: mm: One
            reason: it was wrong: quite
            a/*/x: EINVAL -> ok

            patch: mm: Two
            reason: because
            b: * -> 1 -> 2
            """)
        #expect(list.entries.map(\.patch) == ["mm: One", "mm: Two"])
        #expect(list.entries.map(\.reason) == ["it was wrong: quite", "because"])
        #expect(list.entries.map(\.line) == [4, 8])
        #expect(list.entries[0].allows(ProbeDifference("a/fd/x", before: "EINVAL", after: "ok")))
        #expect(!list.entries[0].allows(ProbeDifference("a/fd/x", before: "EPERM", after: "ok")))
        #expect(!list.entries[0].allows(ProbeDifference("a/fd/x", before: "EINVAL", after: "okay")))
        #expect(!list.entries[0].allows(ProbeDifference("a/fd/xy", before: "EINVAL", after: "ok")))
        #expect(list.entries[1].allows(ProbeDifference("b", before: "anything", after: "1 -> 2")))
    }

    @Test(arguments: [
        ("patch: mm: Three\nreason: r\na: 1 -> 2", "list:1: no patch of this series has this subject: mm: Three"),
        ("a: 1 -> 2", "list:1: a difference without patch and reason"),
        ("patch: mm: One\na: 1 -> 2", "list:2: a difference without patch and reason"),
        ("patch: mm: One\nreason: r\npatch: mm: Two\na: 1 -> 2", "list:4: a difference without patch and reason"),
        ("patch: mm: One\nreason: r\na: 1 => 2", "list:3 is no difference: a: 1 => 2"),
    ])
    func aWrongLineIsNamed(text: String, message: String) {
        let failure = #expect(throws: LabFailure.self) { try Self.parse(text) }
        #expect(failure?.message == message)
        #expect(failure?.exitCode == .usage)
    }

    @Test(arguments: [
        ("a*c", "abc", true), ("a*c", "ac", true), ("a*c", "ab", false), ("*", "", true), ("", "", true),
        ("", "a", false), ("a", "ab", false), ("*b", "ab", true), ("*ab*ab", "abab", true), ("*ab*ab", "ab", false),
        ("a?[b]", "a?[b]", true), ("a?", "ab", false), ("2*ok*", "2*ok+1", true),
    ])
    func onlyAStarStandsForSomethingElse(pattern: String, text: String, matches: Bool) {
        #expect(TextPattern(pattern).matches(text) == matches)
    }

    /// The files of this checkout name patches that there are.
    @Test func theCheckoutsOwnListsCanBeRead() throws {
        let root = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent()
        let order = try SeriesOrder(
            parsing: String(decoding: try AtomicFile.read(root.appending("kernel-patches/order")), as: UTF8.self))
        let names = FileTree.names(in: root.appending("Tests")).filter { $0.hasPrefix("intended-differences") }
        #expect(!names.isEmpty)
        for name in names {
            let text = String(decoding: try AtomicFile.read(root.appending("Tests").appending(name)), as: UTF8.self)
            let list = try IntendedDifferences(parsing: text, name: name, subjects: Set(order.subjects))
            #expect(!list.entries.isEmpty)
        }
    }
}
