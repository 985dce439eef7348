// SPDX-License-Identifier: GPL-2.0-only

/// A step of a run that is over.
package struct RunStep: Sendable, Equatable {
    package let name: String
    /// What came of it, in a few words.
    package let outcome: String
    package let seconds: Double

    package init(name: String, outcome: String, seconds: Double) {
        self.name = name
        self.outcome = outcome
        self.seconds = seconds
    }
}
