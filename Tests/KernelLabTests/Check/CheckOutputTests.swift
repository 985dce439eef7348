// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

/// The outputs here are recorded: checkpatch.pl and kernel-doc of Linux 6.12.117, GNU patch 2.7.6.
@Suite("What the checkers print")
struct CheckOutputTests {
    private static let checkpatch = [
        "/p/0001-x.patch:45: ERROR:TRAILING_WHITESPACE: trailing whitespace",
        "#45: FILE: mm/a.c:11:", "+int added;  $",
        "/p/0001-x.patch:7: WARNING:COMMIT_LOG_LONG_LINE: Prefer a maximum 75 chars per line (possible unwrapped commit description?)",
        "#7: ", "total: 1 errors, 1 warnings, 0 checks, 14 lines checked",
        "NOTE: For some of the reported defects, checkpatch may be able to",
    ]

    @Test func remarksHaveLineTypeAndMessage() {
        let output = CheckpatchOutput(lines: Self.checkpatch, path: "/p/0001-x.patch", isSuccess: false)
        #expect(output.defect == nil)
        #expect(output.remarks.map(\.line) == [45, 7])
        #expect(output.remarks.first?.text == "ERROR:TRAILING_WHITESPACE: trailing whitespace")
    }

    @Test func aScriptThatDidNotFinishIsNoVerdict() {
        let silent = CheckpatchOutput(lines: [], path: "x", isSuccess: true)
        #expect(silent.defect == "checkpatch.pl came to no end")
        let died = CheckpatchOutput(lines: ["Can't locate strict.pm in @INC"], path: "x", isSuccess: false)
        #expect(died.defect == "checkpatch.pl came to no end: Can't locate strict.pm in @INC")
    }

    @Test func aRemarkThatWasNotUnderstoodIsNoVerdict() {
        let total = "total: 0 errors, 2 warnings, 0 checks, 14 lines checked"
        let lines = ["a.c:1: WARNING:X: one", "elsewhere.c:1: WARNING:X: two", total]
        #expect(
            CheckpatchOutput(lines: lines, path: "a.c", isSuccess: false).defect
                == "checkpatch.pl counts 2 remarks, 1 were understood: \(total)")
        let clean = "total: 0 errors, 0 warnings, 0 checks, 14 lines checked"
        #expect(CheckpatchOutput(lines: [clean], path: "a.c", isSuccess: true).defect == nil)
        #expect(CheckpatchOutput(lines: [clean], path: "a.c", isSuccess: false).defect != nil)
    }

    @Test func anExceptionCoversItsMessageInItsFileAlone() {
        let exception = CheckpatchException(file: "a.h", type: "T", message: "It", reason: "why")
        func remark(_ type: String, _ message: String) -> CheckpatchOutput.Remark {
            CheckpatchOutput.Remark(line: 1, level: "WARNING", type: type, message: message)
        }
        #expect(exception.covers(remark("T", "It"), in: "a.h"))
        #expect(!exception.covers(remark("T", "It"), in: "b.h"))
        #expect(!exception.covers(remark("T", "It all"), in: "a.h"))
        #expect(!exception.covers(remark("U", "It"), in: "a.h"))
    }

    @Test func aLineOfAMailIsFoundInThePatchedFile() {
        let mail = CheckMail.patch(added: ["one", "two"])
        let lines = MailLines(mail)
        let index = mail.split(separator: "\n", omittingEmptySubsequences: false).firstIndex(of: "+two") ?? 0
        #expect(lines[index + 1] == MailLines.Place(file: "mm/a.c", line: 12))
        #expect(lines[1] == nil)
        // Behind the last hunk there is git's signature, not source.
        #expect(lines[index + 5] == nil)
    }

    @Test func onlyWarningsThatThePatchBroughtCount() {
        func warnings(_ lines: [String]) -> [KernelDocOutput.Warning] { KernelDocOutput(lines: lines).warnings }
        let old = "a.c:337: warning: No description found for return value of 'old'"
        let moved = "a.c:362: warning: No description found for return value of 'old'"
        let new = "a.c:10: warning: Function parameter or struct member 'x' not described in 'f'"
        var ledger = KernelDocLedger(base: warnings([old]))
        #expect(ledger.introduced(by: warnings([moved])) == [])
        #expect(ledger.introduced(by: warnings([moved, new])).map(\.line) == [10])
        // It is the fault of the patch that brought it, not of those after it.
        #expect(ledger.introduced(by: warnings([moved, new])) == [])
        // The same text a second time is another warning.
        #expect(ledger.introduced(by: warnings([moved, new, old])).count == 1)
    }

    @Test func nothingThatKernelDocSaysIsDropped() {
        let lines = [
            "a.c:5: warning: This comment starts with '/**', but isn't a kernel-doc comment.", " * foo", "Traceback",
        ]
        #expect(
            KernelDocOutput(lines: lines).warnings == [
                .init(
                    file: "a.c", line: 5,
                    message:
                        "warning: This comment starts with '/**', but isn't a kernel-doc comment. | * foo | Traceback")
            ])
        #expect(KernelDocOutput(lines: ["Traceback"]).warnings.map(\.message) == ["Traceback"])
    }

    @Test func hunksThatWentElsewhereAreToldByHowMuch() {
        let placements = PatchPlacement.inexact(in: [
            "patching file mm/a.c", "Hunk #1 succeeded at 8 with fuzz 1 (offset 1 line).",
            "patching file mm/b.c", "Hunk #2 succeeded at 28 (offset -3 lines).",
            "Hunk #3 succeeded at 40 with fuzz 2.",
        ])
        #expect(placements.map(\.file) == ["mm/a.c", "mm/b.c", "mm/b.c"])
        #expect(
            placements.map(\.message) == [
                "hunk 1 applies only with fuzz 1, at an offset of 1 line", "hunk 2 applies at an offset of -3 lines",
                "hunk 3 applies only with fuzz 2",
            ])
    }

    @Test func theBaseIsReadFromTheSeries() throws {
        let base = try #require(SeriesBase(seriesText: "# x\n# Base: v6.12.117, as in a package.\n0001-x.patch\n"))
        #expect(base.version == "6.12.117")
        let same = try #require(KernelVersion(makefile: "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 117\n"))
        let next = try #require(KernelVersion(makefile: "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 118\n"))
        #expect(base.matches(same) && !base.matches(next))
        let first = try #require(KernelVersion(makefile: "VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n"))
        #expect(SeriesBase(seriesText: "# Base: v6.12.\n")?.matches(first) == true)
        #expect(SeriesBase(seriesText: "0001-x.patch\n") == nil)
    }

    @Test func theKernelDocInPythonNamesPlacesInItsOwnWay() {
        let output = KernelDocOutput(lines: [
            "Warning: drivers/gpu/drm/drm_gem.c:153 No description found for return value of 'drm_gem_init'",
            "Warning: include/drm/ttm/ttm_bo.h:54 missing initial short description on line:", " * enum ttm_bo_type",
        ])
        #expect(output.warnings.map(\.file) == ["drivers/gpu/drm/drm_gem.c", "include/drm/ttm/ttm_bo.h"])
        #expect(output.warnings.map(\.line) == [153, 54])
        #expect(
            output.warnings.map(\.message) == [
                "warning: No description found for return value of 'drm_gem_init'",
                "warning: missing initial short description on line: | * enum ttm_bo_type",
            ])
    }
}
