// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("Who a cover letter goes to")
struct RecipientCheckTests {
    private let check = RecipientCheck(
        to: MailRecipients(lines: ["Anna Example <anna@example.org>", "\"Doe, Jo\" <jo@example.org>"]),
        cc: MailRecipients(lines: ["list@example.org", "Jo Doe <jo@example.org>"]))

    private func texts(to: String?, cc: String?) -> [String] {
        check.findings(cover: "0000-cover-letter.patch", headers: (to, cc)).map(\.description)
    }

    @Test func everybodyInTheirHeaderIsNoFinding() {
        let to = "Anna Example <ANNA@example.org>, \"Doe, Jo\" <jo@example.org>"
        #expect(texts(to: to, cc: "The list <list@example.org>") == [])
    }

    @Test func whoIsMissingIsNamedWithTheHeaderLine() {
        #expect(
            texts(to: "Anna Example <anna@example.org>", cc: nil) == [
                "0000-cover-letter.patch: To: \"Doe, Jo\" <jo@example.org> is missing",
                "0000-cover-letter.patch: Cc: list@example.org is missing",
            ])
    }

    @Test func whoIsSuperfluousOrInTheOtherHeaderIsNamed() {
        let findings = texts(
            to: "\"Doe, Jo\" <jo@example.org>, Nobody <nobody@example.org>",
            cc: "list@example.org, Anna Example <anna@example.org>")
        #expect(
            findings == [
                "0000-cover-letter.patch: To: Anna Example <anna@example.org> is in the other header",
                "0000-cover-letter.patch: To: Nobody <nobody@example.org> is superfluous: get_maintainer.pl has nobody such",
            ])
    }

    @Test func whatIsNoAddressIsNotTakenForOne() {
        let check = RecipientCheck(
            to: MailRecipients(lines: ["Bad divisor in main::vcs_assign: 0"]), cc: MailRecipients(lines: []))
        #expect(
            check.findings(cover: "c", headers: (nil, nil)).map(\.description) == [
                "c: get_maintainer.pl printed no address: Bad divisor in main::vcs_assign: 0"
            ])
    }
}
