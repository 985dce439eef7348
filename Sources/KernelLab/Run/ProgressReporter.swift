// SPDX-License-Identifier: GPL-2.0-only

/// Where steps say how far they are.
package protocol ProgressReporter: Sendable {
    /// The step at work now.
    ///
    /// - Parameter fraction: 0 to 1, or `nil` when nobody can tell.
    func update(_ fraction: Double?, _ text: String)

    /// A line that stays.
    func note(_ line: String)
}
