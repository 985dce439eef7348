// SPDX-License-Identifier: GPL-2.0-only

/// The cover letter's recipients held against those that the kernel's MAINTAINERS has for the series.
package struct RecipientCheck: Sendable, Equatable {
    /// Maintainers.
    package let to: MailRecipients
    /// Reviewers and lists.
    package let cc: MailRecipients

    package init(to: MailRecipients, cc: MailRecipients) {
        self.to = to
        self.cc = cc
    }

    /// - Parameters:
    ///   - cover: the name of the cover letter.
    ///   - headers: its `To:` and `Cc:`, nil for one that is not there.
    package func findings(cover: String, headers: (to: String?, cc: String?)) -> [CheckFinding] {
        var findings = (to.strangers + cc.strangers).map {
            CheckFinding(cover, message: "get_maintainer.pl printed no address: \($0)")
        }
        let wantedTo = to.byAddress
        // Who is a maintainer here and a reviewer there is written to once.
        let wantedCc = cc.byAddress.filter { wantedTo[$0.key] == nil }
        let isTo = MailRecipients(header: headers.to ?? "").byAddress
        let isCc = MailRecipients(header: headers.cc ?? "").byAddress
        for (name, wanted, present, other) in [("To", wantedTo, isTo, isCc), ("Cc", wantedCc, isCc, isTo)] {
            for (address, entry) in wanted.sorted(by: { $0.key < $1.key }) where present[address] == nil {
                let place = other[address] == nil ? "is missing" : "is in the other header"
                findings.append(CheckFinding(cover, message: "\(name): \(entry) \(place)"))
            }
            for (address, entry) in present.sorted(by: { $0.key < $1.key })
            where wantedTo[address] == nil && wantedCc[address] == nil {
                findings.append(
                    CheckFinding(cover, message: "\(name): \(entry) is superfluous: get_maintainer.pl has nobody such"))
            }
        }
        return findings
    }
}
