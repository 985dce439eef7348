// SPDX-License-Identifier: GPL-2.0-only

/// An observation that two kernels answer differently.
package struct ProbeDifference: Sendable, Equatable, Encodable {
    /// Such as `vgem/fd/mlock/whole/mlock`; an operation's name where one of the two has none of its observations.
    package let observation: String
    package let before: String
    package let after: String

    package init(_ observation: String, before: String, after: String) {
        self.observation = observation
        self.before = before
        self.after = after
    }

    /// As lists of intended differences have it.
    package var text: String { "\(observation): \(before) -> \(after)" }
}
