// SPDX-License-Identifier: GPL-2.0-only

/// What one kernel of a series made of the suites.
package struct PrefixBoot: Sendable, Equatable, Codable {
    package let passed: [String]
    package let failed: [String]
    package let skipped: Int
    /// What else is wrong with the run: the console, the guest's end, its bookkeeping.
    package let troubles: [String]
    /// Where console and results are.
    package let folder: String

    package init(passed: [String], failed: [String], skipped: Int, troubles: [String], folder: String) {
        self.passed = passed
        self.failed = failed
        self.skipped = skipped
        self.troubles = troubles
        self.folder = folder
    }

    /// Holds it against what the patches that are in promise.
    ///
    /// - Parameters:
    ///   - name: the last patch that is in.
    ///   - mayFail: tests whose fix is yet to come.
    package func outcome(_ name: String, mayFail: Set<String>) -> CheckOutcome {
        let unexpected = failed.filter { !mayFail.contains($0) }
        let findings =
            troubles.map { CheckFinding(name, message: "\($0) [\(folder)]") }
            + unexpected.map { CheckFinding(name, message: "\($0) fails, and no fix of it is yet to come [\(folder)]") }
        return CheckOutcome(
            findings: findings,
            notes: ["\(passed.count) passed, \(failed.count - unexpected.count) wait for their fix, \(skipped) skipped"]
        )
    }

    /// The tests that passed before and do so no more, without having failed, which is said already.
    ///
    /// - Parameter earlier: the boot after the patch before.
    package func lost(since earlier: PrefixBoot) -> [String] {
        let still = Set(passed + failed)
        return earlier.passed.filter { !still.contains($0) }
    }
}
