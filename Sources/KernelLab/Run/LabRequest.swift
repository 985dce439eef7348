// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// What a user asks of the pipeline.
package struct LabRequest: Sendable {
    /// Such as "6.12"; by default that of `--tree`, else ``Repository/defaultKernel``.
    package var kernel: String?
    package var profile: BuildProfile = .fast
    /// Somebody's own tree instead of the distribution's.
    package var tree: FilePath?
    package var allowsDirtyTree = false
    /// Leaves the series out.
    package var isUnpatched = false
    /// A folder of patches instead of the project's own.
    package var series: FilePath?
    /// What the guest's runner is told to do: a command that takes `--channel` and `--filter` and ends its results.
    package var guestCommand = "run"
    package var filters: [String] = []
    package var onlyFailed = false
    /// `nil` to find out what works.
    package var accelerator: Accelerator?
    package var bootTimeout: Duration?
    package var silenceTimeout: Duration?
    package var overallTimeout: Duration?
    /// How long each stress test runs, in seconds; nil for as long as the runner thinks fit.
    package var stressSeconds: Double?
    /// Start of all the runner's pseudo-random sequences; nil for one of this run's own.
    package var seed: UInt64?
    /// What LKDTM is to do in the guest after the tests.
    package var provocation: String?
    /// Where the kernel's coverage goes, of the profile that has it.
    package var coverageData: FilePath?
    /// A runner built elsewhere.
    package var selftest: FilePath?
    /// Copies the kernel and the guest's image to the results.
    package var keepsImage = false
    package var results: FilePath
    package var showsTimings = false
    /// This program's command line, for the reports.
    package var commandLine = ""
    /// How to repeat a test of this run.
    package var repeatCommand: RepeatCommand?

    package init(results: FilePath) {
        self.results = results
    }
}
