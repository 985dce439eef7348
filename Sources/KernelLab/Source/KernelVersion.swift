// SPDX-License-Identifier: GPL-2.0-only

/// The version that a kernel tree's top Makefile states.
package struct KernelVersion: Sendable, Hashable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    /// The stable release, 0 for a mainline release.
    package let patch: Int
    /// `-rc3`, or empty.
    package let extra: String

    /// Reads `VERSION`, `PATCHLEVEL`, `SUBLEVEL` and `EXTRAVERSION`; `nil` when the text has no version.
    package init?(makefile text: String) {
        var values: [String: String] = [:]
        for line in text.split(separator: "\n").prefix(40) {
            let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 {
                values[Self.trimmed(parts[0])] = Self.trimmed(parts[1])
            }
        }
        guard let major = values["VERSION"].flatMap({ Int($0) }), let minor = values["PATCHLEVEL"].flatMap({ Int($0) })
        else {
            return nil
        }
        self.major = major
        self.minor = minor
        patch = values["SUBLEVEL"].flatMap { Int($0) } ?? 0
        extra = values["EXTRAVERSION"] ?? ""
    }

    private static func trimmed(_ text: Substring) -> String {
        text.split(whereSeparator: { $0 == " " || $0 == "\t" }).joined(separator: " ")
    }

    /// "6.12": what a series is written for.
    package var series: String { "\(major).\(minor)" }

    package var description: String { "\(major).\(minor).\(patch)\(extra)" }
}
