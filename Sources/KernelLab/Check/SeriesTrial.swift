// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A copy of the files that a series touches, to which its patches are applied one after the other.
///
/// Unlike ``SeriesApplier`` it lets GNU patch bend context, so that it can say by how much.
package struct SeriesTrial: Sendable {
    /// How a patch went onto those before it.
    package enum Result: Sendable, Equatable {
        /// Applied, these hunks not exactly where the patch says.
        case applied([PatchPlacement])
        case refused(PatchProblem)
    }

    /// Holds the touched files, at their paths in the tree.
    package let folder: FilePath
    private let runner: CommandRunner

    /// Copies the files; those that the tree does not have are the series' to make.
    package init(files: [String], from tree: FilePath, to folder: FilePath, runner: CommandRunner) throws(LabFailure) {
        self.folder = folder
        self.runner = runner
        for file in Set(files) {
            let source = tree.appending(file)
            guard FileTree.status(source)?.isRegular == true else {
                continue
            }
            let target = folder.appending(file)
            try FileTree.makeFolder(target.removingLastComponent())
            try FileTree.copy(source, to: target)
        }
    }

    /// Applies the next patch. After a refusal the files are worth nothing.
    package func apply(_ patch: FilePath) async throws -> Result {
        let output = LineCollector()
        let result = try await runner.run(
            Command(
                "patch",
                [
                    "--batch", "--strip=1", "--fuzz=2", "--forward", "--no-backup-if-mismatch", "--reject-file=-",
                    "--input=\(patch)", "--directory=\(folder)",
                ]), onLine: output.append)
        if let line = result.diskFullLine {
            throw FileFailure.diskFull(at: folder, reason: line, needed: nil)
        }
        return result.isSuccess
            ? .applied(PatchPlacement.inexact(in: output.lines)) : .refused(PatchProblem(output: output.lines))
    }

    /// Which of the files exist now.
    package func present(_ files: [String]) -> [String] {
        files.filter { FileTree.status(folder.appending($0))?.isRegular == true }
    }
}
