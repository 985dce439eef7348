// SPDX-License-Identifier: GPL-2.0-only

/// What became of the objects of what one patch touches.
struct PrefixCompilation: Sendable, Codable {
    let outcome: CheckOutcome
    /// How many objects there were, of all architectures together.
    let count: Int
}
