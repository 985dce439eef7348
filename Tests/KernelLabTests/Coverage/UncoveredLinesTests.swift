// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

struct UncoveredLinesTests {
    @Test func anEntryNeedsAReason() {
        let failure = #expect(throws: LabFailure.self) {
            try UncoveredLines(parsing: "# a comment\n\na.c\n", name: "list")
        }
        #expect(failure?.message == "list:3: lines that nothing runs, without a reason")
        #expect(failure?.exitCode == .usage)
    }

    @Test func eachEntryKeepsItsReasonAndItsLine() throws {
        let list = try UncoveredLines(parsing: "reason: one\na.c\nb.c: f()\nreason: two\nc.c: x = *;\n", name: "list")
        #expect(list.entries.map(\.reason) == ["one", "one", "two"])
        #expect(list.entries.map(\.line) == [2, 3, 5])
    }
}
