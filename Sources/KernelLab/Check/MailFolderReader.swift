// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Reads the mails of a series, whatever is wrong with them.
package enum MailFolderReader {
    /// - Throws: ``LabFailure`` with exit code 11 when the folder holds no series, 74 when it cannot be read.
    package static func read(_ folder: FilePath) throws(LabFailure) -> MailFolder {
        let seriesPath = folder.appending(MailFolder.seriesName)
        guard FileTree.exists(seriesPath) else {
            throw LabFailure(
                .apply, "\(folder) has no file named series",
                advice: "give --series a folder of patches with such a file")
        }
        var texts: [String: String] = [:]
        for name in FileTree.names(in: folder) where name.hasSuffix(".patch") {
            texts[name] = try text(folder.appending(name))
        }
        let order = folder.removingLastComponent().appending(SeriesOrder.fileName)
        return MailFolder(
            seriesText: try text(seriesPath), texts: texts, orderText: FileTree.exists(order) ? try text(order) : nil)
    }

    private static func text(_ path: FilePath) throws(LabFailure) -> String {
        do {
            return String(decoding: try AtomicFile.read(path), as: UTF8.self)
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }
}
