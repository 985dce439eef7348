// SPDX-License-Identifier: GPL-2.0-only

/// What was found of the kernel after one patch.
struct PrefixRecord: Sendable, Codable {
    let checks: [CheckReport.Check]
    /// Nil where it was not booted.
    let boot: PrefixBoot?
    /// For the line of progress.
    let notes: String

    var isClean: Bool { checks.allSatisfy(\.outcome.findings.isEmpty) }
}
