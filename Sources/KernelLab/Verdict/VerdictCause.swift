// SPDX-License-Identifier: GPL-2.0-only

/// One reason why a run is not a pass.
package struct VerdictCause: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        /// A step before the boot failed (source, apply, configuration, build, image).
        case step
        case interrupted
        case machineDidNotStart = "machine-did-not-start"
        case machineFailed = "machine-failed"
        case machineKilled = "machine-killed"
        case neverBooted = "never-booted"
        case initNotStarted = "init-not-started"
        case panic
        case endLineMissing = "end-line-missing"
        case consoleUnseen = "console-unseen"
        case timeout
        case splat
        case taint
        case leak
        case noResults = "no-results"
        case tooFewResults = "too-few-results"
        case untrustworthyResults = "untrustworthy-results"
        case bailedOut = "bailed-out"
        case testsFailed = "tests-failed"
        case endLineDisagrees = "end-line-disagrees"
        case allSkipped = "all-skipped"
    }

    package let kind: Kind
    package let exitCode: ExitCode
    /// One line: what happened, and what to do about it.
    package let message: String

    package init(_ kind: Kind, _ exitCode: ExitCode, _ message: String) {
        self.kind = kind
        self.exitCode = exitCode
        // A cause may quote a console or a file; the one line stays one line.
        self.message = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
