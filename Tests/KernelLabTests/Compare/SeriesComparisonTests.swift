// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

struct SeriesComparisonTests {
    /// A mail with one hunk.
    private static func mail(
        _ number: Int, _ subject: String, body: String = "Why.", ids: String = "0123456..89abcde", line: Int = 10,
        added: String = "new"
    ) throws -> ComparablePatch {
        let text = """
            From 0123456789012345678901234567890123456789 Mon Sep 17 00:00:00 2001
            From: Test <test@example.org>
            Date: Thu, \(line % 9 + 1) Jan 2026 00:00:00 +0000
            Subject: [PATCH \(number)/\(line)] \(subject)

            \(body)

            Fixes: 0123456789ab ("mm: Something")
            ---
             mm/memory.c | 2 +-
             1 file changed, 1 insertion(+), 1 deletion(-)

            diff --git a/mm/memory.c b/mm/memory.c
            index \(ids) 100644
            --- a/mm/memory.c
            +++ b/mm/memory.c
            @@ -\(line),3 +\(line),3 @@ static int fault(void)
             before
            -old
            +\(added)
             after
            --\u{20}
            2.39.5

            """
        return try ComparablePatch(parsing: text, file: "0001.patch")
    }

    private static func text(_ first: [ComparablePatch], _ second: [ComparablePatch], isShort: Bool = false) -> String {
        SeriesComparison(("7.3", first), ("6.12", second)).text(isShort: isShort, colour: false)
    }

    @Test func whatDiffersInAnyTwoTreesDoesNotCount() throws {
        let text = Self.text(
            [try Self.mail(1, "mm: One")], [try Self.mail(2, "mm: One", ids: "aaaaaaa..bbbbbbb", line: 99)])
        #expect(
            text == """
                  1 =   2  mm: One
                1 same, 0 changed, 0 only in 7.3, 0 only in 6.12
                """)
    }

    @Test func aChangedLineIsShownInTwoColumnsBelowItsFunction() throws {
        let text = Self.text([try Self.mail(1, "mm: One")], [try Self.mail(1, "mm: One", added: "newer")])
        #expect(
            text == """
                  1 !   1  mm: One
                    @@ mm/memory.c: static int fault(void)
                     @@ mm/memory.c: static int fault(void)
                      before
                     -old
                    -+new
                    ++newer
                      after
                0 same, 1 changed, 0 only in 7.3, 0 only in 6.12
                """)
    }

    @Test func aChangedMessageIsShown() throws {
        let text = Self.text([try Self.mail(1, "mm: One")], [try Self.mail(1, "mm: One", body: "Why not.")])
        #expect(text.contains("    @@ Commit message"))
        #expect(text.contains("    -    Why.\n    +    Why not.\n"))
        #expect(!text.contains("old"))
    }

    @Test func theShortFormSaysHowMuchDiffers() throws {
        let text = Self.text(
            [try Self.mail(1, "mm: One")], [try Self.mail(1, "mm: One", body: "Why not.", added: "newer")],
            isShort: true)
        #expect(text.hasPrefix("  1 !   1  mm: One (message, diff +1 -1)\n"))
    }

    @Test func patchesOfOneVersionOnlyStandWhereTheirNumberPutsThem() throws {
        let text = Self.text(
            [try Self.mail(1, "mm: One"), try Self.mail(2, "mm: Two"), try Self.mail(4, "mm: Four")],
            [try Self.mail(1, "mm: One"), try Self.mail(3, "mm: Three"), try Self.mail(4, "mm: Four")])
        #expect(
            text == """
                  1 =   1  mm: One
                  2 <   -  mm: Two
                  - >   3  mm: Three
                  4 =   4  mm: Four
                2 same, 0 changed, 1 only in 7.3, 1 only in 6.12
                """)
    }

    @Test func aRenamedPatchIsPairedByItsNumber() throws {
        let text = Self.text([try Self.mail(1, "mm: One")], [try Self.mail(1, "mm: Another")])
        #expect(text.hasPrefix("  1 !   1  mm: One\n"))
        #expect(text.contains("    -    mm: One\n    +    mm: Another\n"))
    }

    @Test func swappedPatchesAreStillPairedBySubject() throws {
        let text = Self.text(
            [try Self.mail(1, "mm: One"), try Self.mail(2, "mm: Two")],
            [try Self.mail(1, "mm: Two"), try Self.mail(2, "mm: One")])
        #expect(text.contains("  1 =   2  mm: One\n  2 =   1  mm: Two\n"))
    }
}
