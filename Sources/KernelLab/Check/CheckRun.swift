// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import SystemPackage

/// All checks of a series on a laid out, unpatched tree.
package struct CheckRun: Sendable {
    /// The folder of the series.
    package let folder: FilePath
    package let mails: MailFolder
    package let tree: FilePath
    package let version: KernelVersion
    private let scripts: TreeScripts
    private let runner: CommandRunner

    /// - Parameters:
    ///   - folder: an absolute path; the scripts run elsewhere.
    ///   - tree: one without the series. It may be written to for a moment, but is left as it was.
    package init(folder: FilePath, tree: FilePath, runner: CommandRunner) throws(LabFailure) {
        self.folder = folder
        self.tree = tree
        self.runner = runner
        mails = try MailFolderReader.read(folder)
        version = try KernelTreeCheck.version(of: tree)
        scripts = try TreeScripts(tree: tree, runner: runner)
    }

    /// What became of the patches on the tree.
    package struct Applied: Sendable, Codable {
        /// By mail.
        package fileprivate(set) var placement: [String: CheckOutcome] = [:]
        package fileprivate(set) var kernelDoc: [String: CheckOutcome] = [:]
    }

    /// Applies the patches one after the other, and looks at the kernel-doc after each.
    ///
    /// - Parameter scratch: an empty folder.
    package func apply(scratch: FilePath) async throws -> Applied {
        let entries = mails.series?.entries.map(\.file) ?? []
        let touched = Set(entries.flatMap { mails.mail($0)?.touchedFiles ?? [] }).sorted()
        let trial = try SeriesTrial(files: touched, from: tree, to: scratch, runner: runner)
        var ledger = KernelDocLedger(base: try await scripts.kernelDoc(trial.present(touched), in: scratch))
        var applied = Applied()
        // Why the patches from here on cannot be applied.
        var obstacle: String?
        for name in entries where !mails.isCover(name) {
            if let obstacle {
                applied.placement[name] = .skipped(reason: obstacle)
                continue
            }
            guard let mail = mails.mail(name) else {
                obstacle = "\(name) cannot be read"
                applied.placement[name] = .skipped(reason: "the mail cannot be read")
                continue
            }
            switch try await trial.apply(folder.appending(name)) {
            case .refused(let problem):
                obstacle = "\(name) does not apply"
                let message = "does not apply: \(problem.summary)"
                applied.placement[name] = .failed([CheckFinding(name, message: message)])
            case .applied(let placements):
                applied.placement[name] = judge(placements, of: name)
                let warnings = try await scripts.kernelDoc(trial.present(mail.touchedFiles), in: scratch)
                applied.kernelDoc[name] = CheckOutcome(
                    findings: ledger.introduced(by: warnings).map {
                        CheckFinding(name, file: $0.file, line: $0.line, message: $0.message)
                    })
            }
        }
        return applied
    }

    /// An offset is a fault on the tree that the series was made on; on another it is to be expected. Fuzz never is.
    private func judge(_ placements: [PatchPlacement], of name: String) -> CheckOutcome {
        let base = SeriesBase(seriesText: mails.seriesText)
        let isBase = base?.matches(version) ?? true
        let findings = placements.filter { isBase || $0.fuzz > 0 }.map {
            CheckFinding(name, file: $0.file, line: $0.line, message: $0.message)
        }
        let notes = placements.filter { !isBase && $0.fuzz == 0 }.map {
            "\(name): \($0.file):\($0.line): \($0.message): this is \(version), the series' base \(base?.version ?? "?")"
        }
        return CheckOutcome(findings: findings, notes: notes)
    }

    /// Runs `checkpatch.pl` on mails, as many at once as there are processors.
    ///
    /// - Parameter names: nil for all.
    package func checkpatchMails(_ names: [String]? = nil) async throws -> [String: CheckOutcome] {
        try await Self.each(names ?? mails.names) { name in
            let output = try await scripts.checkpatch(mail: folder.appending(name))
            let lines = MailLines(mails.texts[name] ?? "")
            let findings = output.remarks.map { remark in
                let place = lines[remark.line]
                return CheckFinding(
                    name, subjectLine: remark.line, file: place?.file, line: place?.line, message: remark.text)
            }
            return CheckOutcome(findings: findings + Self.defects(output, name))
        }
    }

    /// Runs `checkpatch.pl` on the C files of a folder.
    package func checkpatchFiles(
        in sources: FilePath, exceptions: [CheckpatchException] = CheckpatchException.known
    ) async throws -> [String: CheckOutcome] {
        let names = FileTree.names(in: sources).filter { $0.hasSuffix(".c") || $0.hasSuffix(".h") }
        return try await Self.each(names) { name in
            let output = try await scripts.checkpatch(file: sources.appending(name))
            var findings: [CheckFinding] = []
            var notes: [String] = []
            for remark in output.remarks {
                let finding = CheckFinding(name, subjectLine: remark.line, message: remark.text)
                if let exception = exceptions.first(where: { $0.covers(remark, in: name) }) {
                    notes.append("\(finding) (known: \(exception.reason))")
                } else {
                    findings.append(finding)
                }
            }
            return CheckOutcome(findings: findings + Self.defects(output, name), notes: notes)
        }
    }

    /// Holds the cover letter's `To:` and `Cc:` against MAINTAINERS.
    ///
    /// - Parameter list: the MAINTAINERS that the series makes; nil where it leaves it alone.
    package func recipients(list: FilePath?) async throws -> CheckOutcome {
        guard let cover = mails.names.first(where: mails.isCover) else {
            return .skipped(reason: "there is no cover letter")
        }
        let patches = (mails.series?.entries ?? []).map(\.file).filter { mails.mail($0)?.touchedFiles.isEmpty == false }
        if patches.isEmpty {
            return .skipped(reason: "no patch could be read")
        }
        let lines = (mails.texts[cover] ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let headers = PatchHeaders(lines.prefix { !$0.isEmpty }.map(String.init))
        let check = try await scripts.recipients(of: patches.map { folder.appending($0) }, list: list)
        return CheckOutcome(
            findings: check.findings(cover: cover, headers: (headers["To"], headers["Cc"])),
            notes: ["To: \(check.to.entries.count), Cc: \(check.cc.entries.count)"])
    }

    /// Removes what the tree's scripts left in it.
    package func cleanUp() {
        scripts.cleanUp()
    }

    private static func defects(_ output: CheckpatchOutput, _ name: String) -> [CheckFinding] {
        output.defect.map { [CheckFinding(name, message: $0)] } ?? []
    }

    private static func each(
        _ names: [String], _ check: @escaping @Sendable (String) async throws -> CheckOutcome
    ) async throws -> [String: CheckOutcome] {
        try await withThrowingTaskGroup(of: (String, CheckOutcome).self) { group in
            var outcomes: [String: CheckOutcome] = [:]
            var waiting = names[...]
            let width = max(1, ProcessInfo.processInfo.activeProcessorCount)
            for name in waiting.prefix(width) {
                group.addTask { (name, try await check(name)) }
            }
            waiting = waiting.dropFirst(width)
            while let (name, outcome) = try await group.next() {
                outcomes[name] = outcome
                if let next = waiting.popFirst() {
                    group.addTask { (next, try await check(next)) }
                }
            }
            return outcomes
        }
    }
}
