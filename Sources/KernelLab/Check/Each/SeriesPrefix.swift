// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// A series up to one of its patches.
struct SeriesPrefix: Sendable {
    /// The patch's file.
    let name: String
    /// As its mail has it, from 1.
    let number: Int
    let subject: String
    /// What the patch touches, as far as it is still there.
    let touched: [String]
    /// The same and what it removes.
    let changed: [String]
    /// What all patches up to this one make of the tree.
    let overlay: TreeOverlay

    /// Applies a series patch by patch.
    ///
    /// - Parameter scratch: an empty folder.
    static func all(
        of mails: MailFolder, folder: FilePath, tree: FilePath, scratch: FilePath, runner: CommandRunner
    ) async throws -> [SeriesPrefix] {
        let patches = (mails.series?.entries ?? []).map(\.file).filter { !mails.isCover($0) }
        let files = Set(patches.flatMap { mails.mail($0)?.touchedFiles ?? [] }).sorted()
        let trial = try SeriesTrial(files: files, from: tree, to: scratch, runner: runner)
        var prefixes: [SeriesPrefix] = []
        var contents: [String: TreeOverlay.Content?] = [:]
        for name in patches {
            guard let mail = mails.mail(name), case .applied = try await trial.apply(folder.appending(name)) else {
                throw LabFailure(.apply, "\(name) does not apply to \(tree)")
            }
            for file in mail.touchedFiles {
                contents.updateValue(try content(trial.folder.appending(file)), forKey: file)
            }
            prefixes.append(
                SeriesPrefix(
                    name: name, number: mail.number, subject: mail.subject, touched: trial.present(mail.touchedFiles),
                    changed: mail.touchedFiles, overlay: TreeOverlay(files: contents)))
        }
        return prefixes
    }

    private static func content(_ path: FilePath) throws(LabFailure) -> TreeOverlay.Content? {
        guard let status = FileTree.status(path) else {
            return nil
        }
        do {
            return TreeOverlay.Content(bytes: try AtomicFile.read(path), isExecutable: status.mode & 0o100 != 0)
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }
}
