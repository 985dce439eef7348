// SPDX-License-Identifier: GPL-2.0-only

/// What a port has to remember between its parts; kept in its git folder.
package struct PortState: Codable, Sendable, Equatable {
    package struct Patch: Codable, Sendable, Equatable {
        /// The mail's file name.
        package let name: String
        /// Absolute.
        package let path: String
    }

    /// What the series was made for, for people: such as "6.12".
    package let from: String
    /// What it is to become one for.
    package let to: String
    /// The commit that holds the touched files as the series was made for them.
    package let fromBase: String
    /// The commit of the new kernel that the patches go on.
    package let base: String
    package let patches: [Patch]
}
