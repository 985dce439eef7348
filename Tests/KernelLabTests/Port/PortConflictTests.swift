// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct PortConflictTests {
    private static let rejects = """
        --- mm/memory.c
        +++ mm/memory.c
        @@ -10,3 +10,4 @@ int fault(void)
         before
        -old
        +new
        @@ -50 +51,2 @@
        -one
        +two
        --- drivers/dma-buf/dma-buf.c\t2026-01-01
        +++ drivers/dma-buf/dma-buf.c\t2026-01-01
        @@ -7,2 +7,1 @@
        -gone

        """

    @Test func rejectedHunksAreReadWithTheirFilesAndPlaces() {
        let hunks = RejectedHunk.hunks(in: Self.rejects)
        #expect(hunks.map(\.file) == ["mm/memory.c", "mm/memory.c", "drivers/dma-buf/dma-buf.c"])
        #expect(hunks.map(\.line) == [10, 50, 7])
        #expect(hunks.map(\.length) == [3, 1, 2])
        #expect(hunks[0].lines == ["@@ -10,3 +10,4 @@ int fault(void)", " before", "-old", "+new"])
    }

    @Test func aTextWithoutHunksHasNone() {
        #expect(RejectedHunk.hunks(in: "").isEmpty)
        #expect(RejectedHunk.place("@@ nonsense @@") == nil)
    }

    @Test func onlyHunksNearTheConflictAreShown() {
        let hunks = [RejectedHunk(file: "mm/memory.c", line: 100, length: 7, lines: [])]
        let diff = [
            "diff --git a/mm/memory.c b/mm/memory.c", "--- a/mm/memory.c", "+++ b/mm/memory.c", "@@ -10,2 +10,2 @@",
            "-far", "+away", "@@ -95,2 +95,2 @@", "-near", "+by", "@@ -500 +500 @@", "-far", "+again",
        ]
        #expect(PortConflict.near(hunks, in: diff) == ["@@ -95,2 +95,2 @@", "-near", "+by"])
    }

    @Test func markedPlacesAreShownWithNumbers() {
        let text = "a\nb\n<<<<<<< ours\nc\n=======\nd\n>>>>>>> theirs\ne\nf\n"
        #expect(
            PortConflict.marked(text, around: 1) == [
                "     2  b", "     3  <<<<<<< ours", "     4  c", "     5  =======", "     6  d",
                "     7  >>>>>>> theirs", "     8  e",
            ])
        #expect(PortConflict.marked("a\nb\n").isEmpty)
    }
}
