// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// Everything that is known of a guest's run, from which the verdict follows.
package struct RunEvidence: Sendable {
    /// What came over the results channel; nil when nothing did.
    package var report: KTAPReport?
    /// The runner's last line; nil when it is missing or damaged.
    package var guestEnd: GuestEnd?
    package var splats: [SplatReport]
    package var boot: BootProgress
    package var machine: MachineEnd
    /// The user ended the run.
    package var isInterrupted: Bool
    /// Results that the run must at least have (leaves of the report); nil when that is not known.
    package var expectedTests: Int?
    /// The test that was running when the console ended; nil when none was, or it is not known.
    package var runningTest: String?

    package init(
        report: KTAPReport?, guestEnd: GuestEnd?, splats: [SplatReport], boot: BootProgress, machine: MachineEnd,
        isInterrupted: Bool = false, expectedTests: Int? = nil, runningTest: String? = nil
    ) {
        self.report = report
        self.guestEnd = guestEnd
        self.splats = splats
        self.boot = boot
        self.machine = machine
        self.isInterrupted = isInterrupted
        self.expectedTests = expectedTests
        self.runningTest = runningTest
    }
}
