// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

struct AddedLinesTests {
    @Test func aLineIsTheLastPatchsThatWroteIt() {
        let lines = AddedLines(
            original: { _ in "one\ntwo\nthree\n" },
            steps: [["a.c": "one\nfirst\ntwo\nthree\n"], ["a.c": "zero\none\nfirst\nsecond\nthree\n"]])
        #expect(
            lines.files["a.c"]?.map { "\($0.number) \($0.text) \($0.patch)" } == [
                "1 zero 1", "3 first 0", "4 second 1",
            ])
    }

    @Test func aNewFileIsAllAdded() {
        let lines = AddedLines(original: { _ in nil }, steps: [["new.c": "x\ny"]])
        #expect(lines.files["new.c"]?.map(\.text) == ["x", "y"])
    }

    @Test func whatALaterPatchTakesAwayIsNotThere() {
        let lines = AddedLines(original: { _ in "x\n" }, steps: [["a.c": "x\ny\n"], ["a.c": "x\n"]])
        #expect(lines.files.isEmpty)
    }
}
