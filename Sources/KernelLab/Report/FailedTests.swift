// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// The names of the tests that failed, for `--only-failed`: stored beside the results, read back by the next run.
package struct FailedTests: Sendable, Equatable {
    /// Full names, the parents' names joined by slashes: `rights/read-only`. In order, each once.
    package let names: [String]

    /// The leaves that failed, and parents that failed by themselves.
    package init(_ report: KTAPReport) {
        var names: [String] = []
        for leaf in TestLeaf.leaves(of: report) where leaf.test.status.isFailure && !leaf.fullName.isEmpty {
            if !names.contains(leaf.fullName) { names.append(leaf.fullName) }
        }
        self.names = names
    }

    /// Reads what `text` wrote. Blank lines and lines that begin with `#` are skipped.
    package init(parsing text: String) {
        var names: [String] = []
        for line in text.split(whereSeparator: \.isNewline) {
            let name = line.trimmingBlanks
            if !name.isEmpty, !name.hasPrefix("#"), !names.contains(name) { names.append(name) }
        }
        self.names = names
    }

    /// One name per line; empty when nothing failed.
    package var text: String {
        names.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") + "\n" }.joined()
    }
}
