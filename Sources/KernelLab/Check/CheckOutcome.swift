// SPDX-License-Identifier: GPL-2.0-only

/// What became of one check.
package enum CheckOutcome: Sendable, Equatable, Codable {
    /// Nothing was found; the notes say what was seen and let pass, and why.
    case passed(notes: [String])
    case failed([CheckFinding])
    case skipped(reason: String)

    package static let passed = CheckOutcome.passed(notes: [])

    /// Passed when there is nothing to object to.
    package init(findings: [CheckFinding], notes: [String] = []) {
        self = findings.isEmpty ? .passed(notes: notes) : .failed(findings)
    }

    package var findings: [CheckFinding] {
        if case .failed(let findings) = self { findings } else { [] }
    }

    /// The outcome with more to object to.
    func adding(_ findings: [CheckFinding]) -> CheckOutcome {
        findings.isEmpty ? self : .failed(self.findings + findings)
    }
}
