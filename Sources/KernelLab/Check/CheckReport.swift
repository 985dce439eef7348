// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// Every check of a series, grouped by what was checked.
package struct CheckReport: Sendable, Equatable {
    /// One check of one subject.
    package struct Check: Sendable, Equatable, Codable {
        package let name: String
        package let outcome: CheckOutcome

        package init(_ name: String, _ outcome: CheckOutcome) {
            self.name = name
            self.outcome = outcome
        }
    }

    /// The checks of one mail, of the series as a whole, or of the module.
    package struct Group: Sendable, Equatable {
        package let name: String
        package let checks: [Check]

        package init(_ name: String, _ checks: [Check]) {
            self.name = name
            self.checks = checks
        }
    }

    package let groups: [Group]

    package init(groups: [Group]) {
        self.groups = groups
    }

    /// The report with one more group at its end.
    func adding(_ group: Group) -> CheckReport {
        CheckReport(groups: groups + [group])
    }

    package var findings: [CheckFinding] {
        groups.flatMap { $0.checks.flatMap(\.outcome.findings) }
    }

    /// The results as KTAP has them: a test for each group, a subtest for each check.
    package var ktap: KTAPReport {
        KTAPReport(
            tests: groups.enumerated().map { index, group in
                let children = group.checks.enumerated().map { Self.test($0 + 1, $1) }
                return KTAPTest(
                    number: index + 1, name: group.name, status: Self.status(of: children), children: children)
            })
    }

    /// The last line of output.
    package var summary: String {
        let totals = ktap.totals
        return "check: \(totals.passed) passed, \(totals.failures) failed, \(totals.skipped) skipped"
    }

    /// Whether the series may be posted: 0, or 1.
    package var exitCode: ExitCode {
        findings.isEmpty ? .passed : .testsFailed
    }

    /// The report as it is printed: KTAP and the summary.
    package func render() throws -> String {
        try renderedKTAP() + summary + "\n"
    }

    func renderedKTAP() throws -> String {
        var bytes: [UInt8] = []
        try KTAPWriter { bytes += $0 }.report(ktap)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func test(_ number: Int, _ check: Check) -> KTAPTest {
        switch check.outcome {
        case .passed(let notes):
            KTAPTest(number: number, name: check.name, status: .pass, diagnostics: notes)
        case .failed(let findings):
            KTAPTest(number: number, name: check.name, status: .fail, diagnostics: findings.map(\.description))
        case .skipped(let reason):
            KTAPTest(number: number, name: check.name, status: .skip, reason: reason)
        }
    }

    private static func status(of children: [KTAPTest]) -> KTAPStatus {
        if children.contains(where: \.status.isFailure) {
            return .fail
        }
        return children.contains { $0.status == .pass } ? .pass : .skip
    }
}
