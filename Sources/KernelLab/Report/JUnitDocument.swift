// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KTAP
internal import XMLCoder

/// JUnit XML in the dialect that Jenkins, GitLab and Debian's front ends read.
///
/// Flat suites (GitLab does not read nested ones), counts that equal the children, unique class and test names,
/// seconds with a dot. An error is a test that could not be carried out; what fails a run without being a test
/// (a kernel report, a panic) is a suite of its own, so that no reader shows such a run as green.
package struct JUnitDocument: Sendable {
    private let root: JUnitSuites

    package init(_ report: RunReport) {
        var suites =
            report.results?.tests.enumerated().map { index, test in
                JUnitSuite(test, index: index, context: report.context)
            } ?? []
        suites.append(JUnitSuite(verdict: report.verdict, splats: report.splats, context: report.context))
        root = JUnitSuites(name: "dmabuf-vma", suites: JUnitNames.unique(suites))
    }

    /// The document, UTF-8.
    package func xml() throws -> [UInt8] {
        let encoder = XMLEncoder()
        encoder.outputFormatting = [.prettyPrinted]
        encoder.prettyPrintIndentation = .spaces(2)
        let header = XMLHeader(version: 1.0, encoding: "UTF-8")
        return Array(try encoder.encode(root, withRootKey: "testsuites", header: header)) + [UInt8(ascii: "\n")]
    }
}
