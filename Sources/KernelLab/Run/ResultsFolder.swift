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
        let base = path.removingLastComponent()
        try FileTree.link(Self.latest(below: base), to: path.lastComponent?.string ?? "")
    }
}
