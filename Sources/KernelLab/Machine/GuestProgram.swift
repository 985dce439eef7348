// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// A program for the guest's image.
package struct GuestProgram: Sendable, Hashable {
    /// The file on the host.
    package let source: FilePath

    /// Where the guest has it, an absolute path.
    package let target: String

    /// The runner, which the kernel starts.
    package static func runner(_ source: FilePath) -> GuestProgram {
        GuestProgram(source: source, target: "/init")
    }

    /// An example, which a test starts by its name.
    package static func example(_ source: FilePath) -> GuestProgram {
        GuestProgram(source: source, target: "/bin/\(source.lastComponent?.string ?? "example")")
    }
}
