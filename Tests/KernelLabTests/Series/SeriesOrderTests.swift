// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

@Suite("The order of the patches")
struct SeriesOrderTests {
    @Test("A patch's number is its subject's place among those listed")
    func numbers() throws {
        let order = try SeriesOrder(parsing: "# x\n\na: One\n b: Two \nc: Three\n")
        #expect(order.subjects == ["a: One", "b: Two", "c: Three"])
        #expect(order.number(of: "b: Two") == 2)
        #expect(order.number(of: "b: two") == nil)
    }

    @Test("An order that is none is refused")
    func errors() {
        #expect(throws: SeriesOrderError.duplicate(line: 3, subject: "a: One")) {
            try SeriesOrder(parsing: "a: One\nb: Two\na: One\n")
        }
        #expect(throws: SeriesOrderError.empty) { try SeriesOrder(parsing: "# nothing\n") }
    }

    /// What is found of patches with these numbers and subjects where the order is a, b, c.
    static func findings(_ patches: [(number: Int, subject: String)], total: Int = 3) throws -> [String] {
        let files = patches.map { "000\($0.number)-x.patch" }
        let series = try PatchSeries(
            parsing: files.joined(separator: "\n"), folder: ["0000-cover-letter.patch"] + files)
        let cover = SeriesTests.cover.replacing("[PATCH 0/1]", with: "[PATCH 0/\(total)]")
        let mails =
            [try PatchMail(parsing: cover, file: "0000-cover-letter.patch")]
            + (try zip(patches, files).map { patch, file in
                try PatchMail(
                    parsing: SeriesTests.mail(number: patch.number, total: total, subject: patch.subject), file: file)
            })
        let order = try SeriesOrder(parsing: "x: a\nx: b\nx: c\n")
        return PatchHygiene.findings(series: series, mails: mails, order: order).map(\.description)
    }

    @Test("A version of the series may lack patches, but not number them anew")
    func gaps() throws {
        #expect(try Self.findings([(1, "x: a"), (3, "x: c")]) == [])
        #expect(
            try Self.findings([(1, "x: a"), (2, "x: c")]) == [
                "0002-x.patch: numbering: is number 2, but the order has it at 3"
            ])
        #expect(
            try Self.findings([(3, "x: c"), (1, "x: a")]) == [
                "0001-x.patch: numbering: is listed after number 3"
            ])
        #expect(
            try Self.findings([(1, "x: a"), (2, "x: other")]) == [
                "0002-x.patch: numbering: the order has no patch \"x: other\""
            ])
        #expect(
            try Self.findings([(1, "x: a")], total: 1) == [
                "0000-cover-letter.patch: numbering: says 0/1, but the order has 3 patches",
                "0001-x.patch: numbering: says 1/1, but the order has 3 patches",
            ])
    }
}
