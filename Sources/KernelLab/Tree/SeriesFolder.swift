// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A folder of patches in the order its `series` file gives.
package struct SeriesFolder: Sendable {
    /// One patch to apply.
    package struct Patch: Sendable {
        package let name: String
        package let path: FilePath
        package let bytes: [UInt8]
        /// Paths from the tree's top that the patch creates, changes, renames or removes.
        package let touchedFiles: [String]
    }

    package let folder: FilePath
    /// Without the cover letter.
    package let patches: [Patch]

    /// Reads every patch; nothing is applied yet.
    package init(reading folder: FilePath) throws(LabFailure) {
        self.folder = folder
        let seriesPath = folder.appending("series")
        guard FileTree.exists(seriesPath) else {
            throw LabFailure(
                .apply, "\(folder) has no file named series",
                advice: "give --series a folder of patches with such a file")
        }
        var patches: [Patch] = []
        do {
            let text = String(decoding: try AtomicFile.read(seriesPath), as: UTF8.self)
            let series = try PatchSeries(parsing: text, name: seriesPath.string, folder: FileTree.names(in: folder))
            for entry in series.entries {
                let path = folder.appending(entry.file)
                let bytes = try AtomicFile.read(path)
                let mail = try PatchMail(parsing: String(decoding: bytes, as: UTF8.self), file: path.string)
                if !mail.isCover {
                    guard !mail.touchedFiles.isEmpty else {
                        throw LabFailure(
                            .apply, "\(path) changes no file: it has no `diff --git` line",
                            advice: "make it with git format-patch")
                    }
                    patches.append(Patch(name: entry.file, path: path, bytes: bytes, touchedFiles: mail.touchedFiles))
                }
            }
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading the series in", folder)
        } catch let failure as LabFailure {
            throw failure
        } catch {
            throw LabFailure(.apply, "\(error)")
        }
        self.patches = patches
    }
}
