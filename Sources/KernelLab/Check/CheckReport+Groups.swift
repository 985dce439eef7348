// SPDX-License-Identifier: GPL-2.0-only

extension CheckReport {
    /// Puts the outcomes in order: the series, each mail, the module.
    ///
    /// - Parameters:
    ///   - whole: whether the series applies as other commands apply it.
    ///   - mails: checkpatch.pl's outcome by mail.
    ///   - files: the same by file of the module.
    package init(
        _ folder: MailFolder, whole: CheckOutcome, applied: CheckRun.Applied, mails: [String: CheckOutcome],
        files: [String: CheckOutcome]
    ) {
        let series = Group(
            MailFolder.seriesName,
            [Check("house-rules", folder.houseRules(for: MailFolder.seriesName)), Check("applies", whole)])
        let each = folder.names.map { name in
            var checks = [
                Check("house-rules", folder.houseRules(for: name)),
                Check("checkpatch", mails[name] ?? .skipped(reason: "checkpatch.pl was not run")),
            ]
            if !folder.isCover(name) {
                let unlisted = CheckOutcome.skipped(
                    reason: folder.series == nil ? "the series file is wrong" : "the series does not list it")
                let placement = applied.placement[name] ?? unlisted
                let kernelDoc = applied.kernelDoc[name]
                checks.append(Check("applies", placement))
                checks.append(
                    Check("kernel-doc", kernelDoc ?? .skipped(reason: "the patch was not applied")))
            }
            return Group(name, checks)
        }
        let module = files.sorted { $0.key < $1.key }.map { Check($0.key, $0.value) }
        self.init(groups: [series] + each + (module.isEmpty ? [] : [Group("kselftest", module)]))
    }
}
