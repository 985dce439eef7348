// SPDX-License-Identifier: GPL-2.0-only

/// Tests that prove one thing together, in the order they run.
public struct Suite: Sendable {
    public let name: String
    public let tests: [Test]

    init(_ name: String, _ tests: [Test]) {
        self.name = name
        self.tests = tests
    }

    /// The suite with those of its tests that `filter` lets through, or nil where none is left.
    func filtered(by filter: TestFilter) -> Suite? {
        let kept = tests.filter { filter.matches(suite: name, test: $0.name) }
        return kept.isEmpty ? nil : Suite(name, kept)
    }
}
