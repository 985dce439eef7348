// SPDX-License-Identifier: GPL-2.0-only

/// What became of all mutants of a run.
package struct MutationReport: Sendable, Equatable, Codable {
    /// Such as "6.12.117".
    package let kernel: String
    package let records: [MutantRecord]

    package init(kernel: String, records: [MutantRecord]) {
        self.kernel = kernel
        self.records = records
    }

    private var written: [MutantRecord] { records.filter { !$0.isGenerated } }

    /// Of the generated ones, those that compile and are part of the kernel.
    private var generated: [MutantRecord] {
        records.filter { $0.isGenerated && ($0.fate == .killed || $0.fate == .survived) }
    }

    /// The last line of output.
    package var summary: String {
        var text = "mutate: \(Self.killed(written)) of \(written.count) killed"
        if !generated.isEmpty {
            text += ", and of those generated \(Self.killed(generated)) of \(generated.count)"
        }
        return text
    }

    /// 0 if every mutant that somebody wrote was killed by the checks meant for it, else 1.
    package var exitCode: ExitCode { Self.killed(written) == written.count ? .passed : .testsFailed }

    private static func killed(_ records: [MutantRecord]) -> Int {
        records.count { $0.fate == .killed }
    }

    /// As it is printed: KTAP and the summary.
    package func render() throws -> String {
        let report = CheckReport(groups: [CheckReport.Group("mutants", records.map(\.check))])
        return try report.renderedKTAP() + summary + "\n"
    }
}
