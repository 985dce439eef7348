// SPDX-License-Identifier: GPL-2.0-only

/// What came of one cell, as it is kept and written for programs.
package struct MatrixResult: Codable, Sendable, Equatable {
    package let kernel: String
    package let profile: String
    /// Of the cell's inputs; nil where they cannot be told, as of somebody's own tree.
    package let key: String?
    package let exitCode: Int32
    /// One line.
    package let headline: String
    /// Tests. Whatever neither passed nor was skipped has failed.
    package let passed, failed, skipped: Int
    /// Of the build and the boot.
    package let seconds: Double
    /// Where its results are, absolute; those of its last run or, if there are none, the folder with its log.
    package let results: String
    /// Taken from the record of an earlier run.
    package var isCached: Bool

    package var outcome: ExitCode { ExitCode(rawValue: exitCode) ?? .inputOutput }

    /// A cell that is no pass has failed, even if none of its tests has.
    package var countedFailures: Int { exitCode == 0 ? failed : max(1, failed) }
}

extension MatrixResult {
    /// A cell that did not come to a result.
    init(_ cell: MatrixCell, key: String?, failure: LabFailure, seconds: Double, results: String) {
        self.init(
            kernel: cell.kernel, profile: cell.profile.rawValue, key: key, exitCode: failure.exitCode.rawValue,
            headline: failure.description, passed: 0, failed: 0, skipped: 0, seconds: seconds, results: results,
            isCached: false)
    }
}
