// SPDX-License-Identifier: GPL-2.0-only

/// What became of one file that a series touches.
package struct CompiledFile: Sendable, Equatable, Codable {
    package let file: String
    /// What there is to know where all is well.
    package var notes: [String] = []
    package var findings: [Finding] = []

    /// A finding, as ``CheckFinding`` has it.
    package struct Finding: Sendable, Equatable, Codable {
        /// Where that is not the file itself.
        package var place: String?
        package var line: Int?
        package let message: String
    }

    package init(_ file: String) {
        self.file = file
    }

    package var outcome: CheckOutcome {
        CheckOutcome(
            findings: findings.map { finding in
                CheckFinding(
                    file, subjectLine: finding.place == nil ? finding.line : nil, file: finding.place,
                    line: finding.place == nil ? nil : finding.line, message: finding.message)
            }, notes: notes)
    }
}
