// SPDX-License-Identifier: GPL-2.0-only

/// A step of the pipeline that could not be done: what happened in one line, what to do about it in another.
package struct LabFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The exit code of the step that failed.
    package let exitCode: ExitCode
    /// One line: what failed, with the file, symbol or tool by name.
    package let message: String
    /// One line: what the user can do; empty when the message says it already.
    package let advice: String
    /// Further lines worth showing, such as a compiler's errors.
    package let details: [String]

    package init(_ exitCode: ExitCode, _ message: String, advice: String = "", details: [String] = []) {
        self.exitCode = exitCode
        self.message = message
        self.advice = advice
        self.details = details
    }

    package var description: String {
        advice.isEmpty ? message : "\(message); \(advice)"
    }
}
