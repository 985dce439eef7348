// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("The house rules as checks")
struct HouseRulesTests {
    private func folder(
        patch: String = CheckMail.patch(), series: String = CheckMail.name + "\n", more: [String: String] = [:]
    ) -> MailFolder {
        let texts = [CheckMail.coverName: CheckMail.cover, CheckMail.name: patch]
        return MailFolder(seriesText: series, texts: texts.merging(more) { $1 })
    }

    private func findings(_ folder: MailFolder) -> [String] {
        ([MailFolder.seriesName] + folder.names).flatMap { folder.houseRules(for: $0).findings.map(\.description) }
    }

    @Test func aFaultlessSeriesHasNoFinding() {
        let folder = folder()
        #expect(findings(folder) == [])
        #expect(folder.names == [CheckMail.coverName, CheckMail.name])
        #expect(folder.isCover(CheckMail.coverName) && !folder.isCover(CheckMail.name))
    }

    @Test func aSignedOffMailIsNamed() {
        #expect(
            findings(folder(patch: CheckMail.patch(trailer: "Signed-off-by: A B <a@b.example>"))) == [
                "\(CheckMail.name): signed-off: carries a Signed-off-by: only the person who submits the series may add it"
            ])
    }

    @Test func aPatchThatTheSeriesForgetsIsNamed() {
        let forgotten = folder(more: ["0002-mm-More.patch": CheckMail.patch()])
        #expect(findings(forgotten).contains("0002-mm-More.patch: unlisted: the series does not list it"))
        #expect(forgotten.names.last == "0002-mm-More.patch")
    }

    @Test func aPatchThatTheFolderLacksIsNamedWithTheLineOfTheSeries() {
        let lacking = folder(series: "# Base: v6.12\n\(CheckMail.name)\n0002-gone.patch\n")
        #expect(findings(lacking) == ["series:3: there is no 0002-gone.patch in the folder"])
        #expect(lacking.houseRules(for: CheckMail.name) == .skipped(reason: "the series file is wrong"))
        #expect(findings(folder(series: "\n")) == ["series: no patch is listed"])
    }

    @Test func aDamagedMailIsOneFindingNotAnEnd() {
        let cut = CheckMail.patch().split(separator: "+int").first.map(String.init) ?? ""
        let damaged = folder(patch: cut)
        #expect(findings(damaged) == ["\(CheckMail.name):17: the hunk is cut short; the file is damaged"])
        #expect(damaged.mail(CheckMail.name) == nil)
    }

    @Test func anAbsentCoverLetterIsAFindingOnTheSeries() {
        let folder = MailFolder(seriesText: CheckMail.name, texts: [CheckMail.name: CheckMail.patch()])
        #expect(findings(folder) == ["series: cover-letter: there is no 0000-cover-letter.patch"])
    }
}
