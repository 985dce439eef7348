// SPDX-License-Identifier: GPL-2.0-only

/// Something that a guest could not measure, and why.
package struct BenchAbsence: Codable, Sendable, Equatable {
    /// `suite/test/NAME`, or `suite/test` where nothing of a test could be.
    package let name: String
    package let reason: String

    package init(name: String, reason: String) {
        self.name = name
        self.reason = reason
    }

    /// The absence in a line of a test's diagnostics, `absent NAME REASON`; nil where the line is none.
    package init?(test: String, line: String) {
        let words = line.split(separator: " ", maxSplits: 2)
        guard words.count == 3, words[0] == "absent" else { return nil }
        self.init(name: "\(test)/\(words[1])", reason: String(words[2]))
    }
}
