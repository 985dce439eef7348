// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A kernel tree as it was found: where it is, and what tells it from every other.
package struct KernelSource: Sendable {
    package enum Origin: Sendable, Equatable {
        /// Unpacked from the distribution's source package; never changes.
        case distribution
        /// Somebody's own tree, with the files that belong to it.
        case own(files: [String])
    }

    package let origin: Origin
    package let folder: FilePath
    package let version: KernelVersion
    /// What the source is, for people: package and version, or the path.
    package let title: String
    /// Names the folders that are kept for trees of this origin.
    package let slot: String
    /// Tells the distribution's sources apart. An own tree is told by its files (``TreeIndex``) instead.
    package let identity: String
}
