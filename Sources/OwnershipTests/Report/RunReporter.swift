// SPDX-License-Identifier: GPL-2.0-only

/// Where the results of a run go, as they come.
public protocol RunReporter: AnyObject {
    /// The plan of the whole run: the number of suites.
    func begin(suites: Int) throws
    func suiteStarted(_ name: String, tests: Int) throws
    func finished(_ result: TestResult) throws
    func suiteEnded(_ name: String, summary: RunSummary) throws
    /// Something worth knowing that is no result.
    func diagnostic(_ text: String) throws
    /// The run cannot go on; nothing but `end` follows.
    func bailOut(_ reason: String) throws
    /// The very last record.
    func end(_ end: RunEnd) throws
}
