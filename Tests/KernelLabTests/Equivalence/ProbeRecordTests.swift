// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import KernelLab

@Suite("What one kernel was seen to do")
struct ProbeRecordTests {
    private static func record(_ tests: [KTAPTest]) throws -> ProbeRecord {
        try ProbeRecord(KTAPReport(tests: [KTAPTest(name: "equivalence", status: .pass, children: tests)]))
    }

    @Test func observationsAreTheLinesThatSaySo() throws {
        let record = try Self.record([
            KTAPTest(
                name: "vgem/fd/mlock", status: .pass,
                diagnostics: ["observed whole/mlock: ok", "a note", "observed whole/vmas: 1; 0+6 rw-s +0 x: y"])
        ])
        #expect(
            record.operations == [
                "vgem/fd/mlock": .observed(["whole/mlock": "ok", "whole/vmas": "1; 0+6 rw-s +0 x: y"])
            ])
        #expect(record.count == 2)
    }

    @Test func whatWasNotProbedSaysWhy() throws {
        let record = try Self.record([
            KTAPTest(name: "a/fd/x", status: .skip, reason: "no device"),
            KTAPTest(name: "a/fd/y", status: .fail, diagnostics: ["unexpected error: no"]),
        ])
        #expect(
            record.operations == [
                "a/fd/x": .skipped("no device"), "a/fd/y": .failed("unexpected error: no"),
            ])
    }

    @Test func aRecordSurvivesItsText() throws {
        let record = try Self.record([
            KTAPTest(name: "a/fd/x", status: .pass, diagnostics: ["observed b/c: 2*ok+1 @", "observed a: "]),
            KTAPTest(name: "a/fd/y", status: .skip, reason: "why: because"),
            KTAPTest(name: "a/fd/z", status: .pass),
        ])
        #expect(record.text.contains("a/fd/x/b/c: 2*ok+1 @\n"))
        #expect(try ProbeRecord(parsing: record.text, name: "x.txt") == record)
    }

    @Test func whatIsNoWholeRecordIsRefused() throws {
        #expect(throws: LabFailure.self) { try ProbeRecord(KTAPReport(tests: [])) }
        let lost = KTAPProblem(line: 1, kind: .missingResults, message: "2 of 3 results are missing")
        #expect(throws: LabFailure.self) {
            try ProbeRecord(
                KTAPReport(
                    tests: [
                        KTAPTest(
                            name: "equivalence", status: .pass, children: [KTAPTest(name: "a/fd/x", status: .pass)])
                    ], problems: [lost]))
        }
        let twice = KTAPTest(name: "a/fd/x", status: .pass, diagnostics: ["observed a: 1", "observed a: 2"])
        #expect(throws: LabFailure.self) { try Self.record([twice]) }
        let cut = KTAPTest(name: "a/fd/x", status: .pass, diagnostics: ["observed a: 1", "[3 lines left out]"])
        #expect(throws: LabFailure.self) { try Self.record([cut]) }
        let failure = #expect(throws: LabFailure.self) {
            try ProbeRecord(parsing: "a/fd/x/y: 1\n\nno/line\n", name: "r")
        }
        #expect(failure?.exitCode == .usage)
        #expect(failure?.message.hasPrefix("r:3 ") == true)
    }
}
