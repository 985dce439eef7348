// SPDX-License-Identifier: GPL-2.0-only

package import Foundation
package import SystemPackage

/// The folder of one run's results, and the link that leads to the newest.
package struct ResultsFolder: Sendable {
    package let path: FilePath

    /// Makes a new folder named after the time, below `base`.
    package init(below base: FilePath, label: String, at time: Date) throws(LabFailure) {
        try FileTree.makeFolder(base)
        let clock = DateFormatter()
        clock.locale = Locale(identifier: "en_US_POSIX")
        clock.timeZone = .gmt
        clock.dateFormat = "yyyyMMdd-HHmmss"
        let stamp = clock.string(from: time)
        var path = base.appending("\(stamp)-\(label)")
        var number = 2
        while FileTree.exists(path) {
            path = base.appending("\(stamp)-\(label)-\(number)")
            number += 1
        }
        try FileTree.makeFolder(path)
        self.path = path
    }

    /// The folder of the newest run.
    package static func latest(below base: FilePath) -> FilePath {
        base.appending("latest")
    }

    /// Writes the reports and makes this run the newest.
    package func write(_ report: RunReport, failedTests: FailedTests?) throws {
        try AtomicFile.write(try JUnitDocument(report).xml(), to: path.appending("junit.xml"))
        try AtomicFile.write(try JSONDocument(report).encoded(), to: path.appending("results.json"))
        try AtomicFile.write(report.verdict.headline + "\n", to: path.appending("verdict.txt"))
        if let failedTests {
            try AtomicFile.write(failedTests.text, to: path.appending("failed.txt"))
        }
        try write(page: report)
        let base = path.removingLastComponent()
        try FileTree.link(Self.latest(below: base), to: path.lastComponent?.string ?? "")
    }

    /// Writes the page alone, with links to what is in the folder by now.
    package func write(page report: RunReport) throws {
        var report = report
        // The machine's own logs may be empty; nobody needs to open those.
        report.files = FileTree.names(in: path).filter {
            $0 != Self.page && FileTree.status(path.appending($0)).map { $0.isRegular && $0.size > 0 } == true
        }.sorted()
        try AtomicFile.write(try ReportPage(report).html(), to: path.appending(Self.page))
    }

    private static let page = "report.html"
}
