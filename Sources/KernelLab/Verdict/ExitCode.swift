// SPDX-License-Identifier: GPL-2.0-only

/// How a run of the host tool ended, as the shell sees it.
///
/// The numbers are part of the command's contract (README, "How to read a failure"). 255 is never used: too many
/// tools give it more than one meaning.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// Every condition of a good run holds.
    case passed = 0
    /// At least one test failed, or the results cannot be trusted.
    case testsFailed = 1
    /// A kernel report, a leak or an unexpected taint, whatever the tests said.
    case splat = 3
    /// No test could run; nothing is known to be wrong.
    case allSkipped = 4
    /// The kernel source could not be had, or is not what it must be.
    case source = 10
    /// The series does not apply.
    case apply = 11
    /// The final configuration is not the requested one.
    case config = 12
    /// The kernel does not build.
    case kernelBuild = 13
    /// The test module or the guest's runner does not build.
    case moduleBuild = 14
    /// The guest did not boot, panicked, or died.
    case boot = 20
    /// The guest took too long to boot, was silent too long, or took too long overall.
    case timeout = 21
    /// The command line is wrong (`EX_USAGE`).
    case usage = 64
    /// A tool that the host must provide is missing (`EX_UNAVAILABLE`).
    case toolMissing = 69
    /// A file could not be read or written (`EX_IOERR`).
    case inputOutput = 74
    /// Interrupted by the user (128 + `SIGINT`).
    case interrupted = 130

    /// One short phrase for reports.
    package var summary: String {
        switch self {
        case .passed: "passed"
        case .testsFailed: "tests failed"
        case .splat: "kernel report, leak or taint"
        case .allSkipped: "all tests skipped"
        case .source: "kernel source"
        case .apply: "series does not apply"
        case .config: "kernel configuration"
        case .kernelBuild: "kernel build"
        case .moduleBuild: "module or runner build"
        case .boot: "boot failure or panic"
        case .timeout: "timeout"
        case .usage: "usage"
        case .toolMissing: "a tool is missing"
        case .inputOutput: "input or output error"
        case .interrupted: "interrupted"
        }
    }

    /// How close to the ground the cause lies: of several causes the one with the lowest value is the verdict,
    /// because the others may be its consequences.
    var precedence: Int {
        switch self {
        case .interrupted: 0
        case .usage: 1
        case .toolMissing: 2
        case .inputOutput: 3
        case .source: 4
        case .apply: 5
        case .config: 6
        case .kernelBuild: 7
        case .moduleBuild: 8
        case .boot: 9
        case .timeout: 10
        case .splat: 11
        case .testsFailed: 12
        case .allSkipped: 13
        case .passed: 14
        }
    }
}
