// SPDX-License-Identifier: GPL-2.0-only

/// One kernel in one profile.
package struct MatrixCell: Sendable, Hashable {
    /// Such as "6.12".
    package let kernel: String
    package let profile: BuildProfile

    package init(kernel: String, profile: BuildProfile) {
        self.kernel = kernel
        self.profile = profile
    }

    /// Reads "6.12:fast"; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, Self.isKernel(parts[0]), let profile = BuildProfile(rawValue: parts[1]) else {
            return nil
        }
        self.init(kernel: parts[0], profile: profile)
    }

    /// All kernels in the first profile, then all in the next: the quick profile says first whether anything is wrong.
    package static func product(_ kernels: [String], _ profiles: [BuildProfile]) -> [MatrixCell] {
        profiles.flatMap { profile in kernels.map { MatrixCell(kernel: $0, profile: profile) } }
    }

    /// Whether a text names a kernel's series.
    package static func isKernel(_ text: String) -> Bool {
        let numbers = text.split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count == 2 && numbers.allSatisfy { !$0.isEmpty && $0.allSatisfy { ("0"..."9").contains($0) } }
    }

    /// For people.
    package var name: String { "\(kernel) \(profile.rawValue)" }

    /// The folder of its results.
    package var folderName: String { "\(kernel)-\(profile.rawValue)" }
}
