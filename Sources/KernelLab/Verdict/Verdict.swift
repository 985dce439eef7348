// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// The one answer to "did it work", with the reason when it did not.
///
/// A run passes when every condition holds, never because nothing was seen to fail: the machine ended by itself, its
/// console was seen and shows no report, the results are complete and at least one test passed, and the guest's last
/// line agrees with them.
package struct Verdict: Sendable, Equatable {
    package let exitCode: ExitCode
    /// The most basic cause; nil only for a pass.
    package let cause: VerdictCause?
    /// What else is wrong, perhaps as a consequence.
    package let others: [VerdictCause]
    /// Tests that passed, for the line that says so.
    private let passedTests: Int

    package init(_ evidence: RunEvidence) {
        let policy = VerdictPolicy(evidence: evidence)
        let causes = policy.causes
        // The sort is stable: causes of one exit code stay in the order in which the policy found them.
        let ordered = causes.sorted { $0.exitCode.precedence < $1.exitCode.precedence }
        cause = ordered.first
        others = Array(ordered.dropFirst())
        exitCode = ordered.first?.exitCode ?? .passed
        passedTests = evidence.report?.totals.passed ?? 0
    }

    /// The run did not come to a boot.
    ///
    /// - Parameter step: the exit code of the step that failed.
    package init(stepFailed step: ExitCode, message: String) {
        let kind: VerdictCause.Kind = step == .interrupted ? .interrupted : .step
        cause = VerdictCause(kind, step, message)
        others = []
        exitCode = step
        passedTests = 0
    }

    package var isPassed: Bool { exitCode == .passed }

    /// The guest did not get through: how its console ended is what there is to see.
    package var isAboutTheGuestsEnd: Bool { exitCode == .boot || exitCode == .timeout }

    /// One line for the end of the output.
    package var headline: String {
        guard let cause else {
            return "passed: \(passedTests) \(passedTests == 1 ? "test" : "tests"), console clean"
        }
        return cause.message
    }
}
