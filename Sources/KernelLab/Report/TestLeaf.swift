// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// A test without subtests, with the names of those above it.
struct TestLeaf {
    /// Names from the outermost suite to the parent.
    let path: [String]
    let test: KTAPTest

    /// `suite/test`, the form that the runner's filter takes.
    var fullName: String {
        (path + [test.name]).filter { !$0.isEmpty }.joined(separator: "/")
    }

    /// All leaves in order, and behind its children a parent whose failure is its own.
    static func leaves(of report: KTAPReport) -> [TestLeaf] {
        report.tests.flatMap { leaves(of: $0, under: []) }
    }

    private static func leaves(of test: KTAPTest, under path: [String]) -> [TestLeaf] {
        guard !test.children.isEmpty else { return [TestLeaf(path: path, test: test)] }
        let inner = test.children.flatMap { leaves(of: $0, under: path + [test.name]) }
        let isOwnFailure = test.status.isFailure && !inner.contains { $0.test.status.isFailure }
        return isOwnFailure ? inner + [TestLeaf(path: path, test: test)] : inner
    }
}
