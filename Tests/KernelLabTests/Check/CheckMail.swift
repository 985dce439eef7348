// SPDX-License-Identifier: GPL-2.0-only

/// A series of one patch that has no fault, to put faults into.
enum CheckMail {
    static let name = "0001-mm-Change-it.patch"
    static let coverName = "0000-cover-letter.patch"
    static let file = "mm/a.c"

    /// The file before the patch: a documented function among others.
    static let before = (1...20).map { "int before_\($0);\n" }.joined()

    static let cover = """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: A B <a@b.example>
        Date: Sun, 22 Nov 2026 20:52:22 +0000
        Subject: [PATCH 0/1] mm: All of it

        What and why.
        -- \n2.39.5

        """

    /// - Parameters:
    ///   - added: lines that the patch adds after line 10, without their `+`.
    ///   - trailer: the message's last paragraph.
    static func patch(added: [String] = ["int added;"], trailer: String = "Cc: c@d.example") -> String {
        let context = (8...13).map { " int before_\($0);" }
        let body = context.prefix(3) + added.map { "+" + $0 } + context.suffix(3)
        return """
            From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
            From: A B <a@b.example>
            Date: Sun, 22 Nov 2026 20:52:22 +0000
            Subject: [PATCH 1/1] mm: Change it

            It needs to be changed, because it is not what it has to be.

            \(trailer)
            ---
             \(file) | \(added.count) +
             1 file changed, \(added.count) insertion(+)

            diff --git a/\(file) b/\(file)
            index 0123456789ab..ba9876543210 100644
            --- a/\(file)
            +++ b/\(file)
            @@ -8,6 +8,\(6 + added.count) @@
            \(body.joined(separator: "\n"))
            -- \n2.39.5

            """
    }
}
