// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct PatchProblemTests {
    @Test func theFirstHunkThatFailedIsNamedWithItsFile() {
        let problem = PatchProblem(output: [
            "patching file mm/memory.c", "patching file drivers/dma-buf/dma-buf.c",
            "Hunk #1 succeeded at 5 (offset 2 lines).", "Hunk #2 FAILED at 120.", "Hunk #3 FAILED at 300.",
            "2 out of 3 hunks FAILED",
        ])
        #expect(problem.summary == "drivers/dma-buf/dma-buf.c, hunk 2 at line 120")
    }

    @Test func aFileThatTheTreeLacksIsNamed() {
        let problem = PatchProblem(output: [
            "can't find file to patch at input line 5", "|diff --git a/mm/gone.c b/mm/gone.c", "|--- a/mm/gone.c",
            "|+++ b/mm/gone.c", "No file to patch.  Skipping patch.", "1 out of 1 hunk ignored",
        ])
        #expect(problem.summary == "mm/gone.c, which the tree does not have")
    }
}
