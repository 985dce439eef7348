// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

@Suite("Patch series")
struct SeriesTests {
    static func mail(
        number: Int = 1, total: Int = 1, subject: String = "dma-buf: Do it", from: String = "A B <a@b.example>",
        body: String = "The reason.", trailers: String = "Fixes: 11d5a4745e00 (\"drm: It\")\nCc: x@y.example",
        files: Int = 1,
        end: String = "-- \n2.39.5\n\n"
    ) -> String {
        """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: \(from)
        Date: Sun, 22 Nov 2026 20:52:22 +0000
        Subject: [PATCH \(number)/\(total)] \(subject)

        \(body)

        \(trailers)
        ---
         a.c | 2 +-
         \(files) file changed, 1 insertion(+), 1 deletion(-)

        diff --git a/dir/a.c b/dir/a.c
        index 1..2 100644
        --- a/dir/a.c
        +++ b/dir/a.c
        @@ -1,2 +1,2 @@
         context
        -old
        +new
        \(end)
        """.replacing("\n\n\n", with: "\n\n")
    }

    static let cover = """
        From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001
        From: A B <a@b.example>
        Date: Sun, 22 Nov 2026 20:52:22 +0000
        Subject: [PATCH 0/1] dma-buf: All of it

        What and why.

        base-commit: 0123456789012345678901234567890123456789
        -- \n2.39.5

        """

    static func findings(_ text: String, cover: String = cover, folder: [String] = []) throws -> [PatchFinding] {
        let series = try PatchSeries(
            parsing: "0001-x.patch\n", folder: ["0000-cover-letter.patch", "0001-x.patch"] + folder)
        return PatchHygiene.findings(
            series: series,
            mails: [
                try PatchMail(parsing: cover, file: "0000-cover-letter.patch"),
                try PatchMail(parsing: text, file: "0001-x.patch"),
            ])
    }

    @Test("A series file is a list with comments")
    func series() throws {
        let series = try PatchSeries(
            parsing: "# x\n\n0001-a.patch\r\n  0002-b.patch # why\n",
            folder: ["0000-cover-letter.patch", "0001-a.patch", "0002-b.patch", "0003-c.patch", "series"])
        #expect(series.entries.map(\.file) == ["0001-a.patch", "0002-b.patch"])
        #expect(series.entries.map(\.line) == [3, 4])
        #expect(series.unlisted == ["0003-c.patch"])
    }

    @Test("What is wrong with a series file is said with its line")
    func seriesErrors() {
        func error(_ text: String) -> SeriesError? {
            #expect(throws: SeriesError.self) { try PatchSeries(parsing: text, folder: ["a.patch"]) }
        }
        #expect(error("\nb.patch\n") == .unknownFile(location: "series:2", file: "b.patch"))
        #expect(error("a.patch\n#\na.patch\n") == .duplicate(location: "series:3", file: "a.patch", first: 1))
        #expect(error("../a.patch\n") == .notAName(location: "series:1", text: "../a.patch"))
        #expect(error("a.patch -p2\n") == .notAName(location: "series:1", text: "a.patch -p2"))
        #expect(error("# nothing\n") == .empty(name: "series"))
    }

    @Test("A mail is taken apart")
    func mail() throws {
        let mail = try PatchMail(
            parsing: Self.mail(number: 3, total: 11, subject: "drm/gem: A very long subject\n that is folded")
                .replacing(
                    "[PATCH", with: "[RFC PATCH v2"), file: "x")
        #expect(mail.author == "A B <a@b.example>")
        #expect(mail.subject == "drm/gem: A very long subject that is folded")
        #expect(mail.number == 3 && mail.total == 11 && mail.version == 2 && mail.isRFC && !mail.isCover)
        #expect(mail.body == ["The reason."])
        #expect(mail.trailers(named: "fixes") == ["11d5a4745e00 (\"drm: It\")"])
        #expect(mail.touchedFiles == ["dir/a.c"])
        #expect(mail.statedFileCount == 1)
        #expect(mail.endsProperly)
        let cover = try PatchMail(parsing: Self.cover, file: "c")
        #expect(
            cover.isCover && cover.baseCommit == "0123456789012345678901234567890123456789"
                && cover.body == ["What and why."])
        let encoded = try PatchMail(
            parsing: Self.mail(from: "=?UTF-8?q?Christian=20K=C3=B6nig?= <c@k.example>"), file: "x")
        #expect(encoded.author == "Christian König <c@k.example>")
    }

    @Test("A file that is no mail, or a damaged one, is an error")
    func mailErrors() {
        #expect(throws: PatchMailError.missingHeader(file: "x", header: "From")) {
            try PatchMail(parsing: "", file: "x")
        }
        #expect(throws: PatchMailError.self) { try PatchMail(parsing: "From: a\nDate: b\nSubject: no\n\n", file: "x") }
        let cut = Self.mail().split(separator: "+new").first.map(String.init) ?? ""
        #expect(throws: PatchMailError.truncated(file: "x", line: 18)) { try PatchMail(parsing: cut, file: "x") }
        let inLine = String(cut.dropLast(6))
        #expect(throws: PatchMailError.truncated(file: "x", line: 18)) { try PatchMail(parsing: inLine, file: "x") }
    }

    @Test("A clean series has no finding")
    func clean() throws {
        #expect(try Self.findings(Self.mail()).map(\.description) == [])
    }

    @Test("Each rule finds its offence")
    func offences() throws {
        func rules(_ text: String, cover: String = Self.cover) throws -> [PatchFinding.Rule] {
            try Self.findings(text, cover: cover).map(\.rule)
        }
        #expect(try rules(Self.mail(trailers: "Signed-off-by: A B <a@b.example>")) == [.signedOff])
        #expect(try rules(Self.mail(body: "Why.\n\nSigned-off-by: A B <a@b.example>")) == [.signedOff])
        #expect(try rules(Self.mail(trailers: "Change-Id: Iabc")) == [.unwantedTrailer])
        #expect(try rules(Self.mail(trailers: "Fixes: 11d5a4745e0 (\"short\")")) == [.fixes])
        #expect(try rules(Self.mail(trailers: "Fixes: 11d5a4745e00 no title")) == [.fixes])
        #expect(try rules(Self.mail(subject: "No prefix")) == [.subject])
        #expect(try rules(Self.mail(subject: "a: " + String(repeating: "x", count: 73))) == [.subject])
        #expect(try rules(Self.mail(subject: "a: " + String(repeating: "x", count: 72))) == [])
        #expect(try rules(Self.mail(subject: "a: Stop.")) == [.subject])
        #expect(try rules(Self.mail(number: 2)) == [.numbering, .numbering])
        #expect(try rules(Self.mail(total: 3)) == [.numbering])
        #expect(try rules(Self.mail(from: "C <c@d.example>")) == [.author])
        #expect(try rules(Self.mail(body: "", trailers: "")) == [.body])
        #expect(try rules(Self.mail(files: 2)) == [.diff])
        #expect(try rules(Self.mail(end: "-- \n")) == [.fileEnd])
        #expect(try rules(String(Self.mail().dropLast(4))) == [.fileEnd])
        #expect(try rules(Self.mail(end: "")) == [], "--no-signature")
        #expect(
            try rules(Self.mail(), cover: Self.cover.replacing("base-commit: 0", with: "base-commit: v6.12 ")) == [
                .baseCommit
            ])
        #expect(
            try rules(Self.mail(), cover: Self.cover.replacing("What and why.", with: "*** BLURB HERE ***")) == [
                .coverLetter
            ])
        #expect(try Self.findings(Self.mail(), folder: ["0002-y.patch"]).map(\.rule) == [.unlisted])
    }
}
