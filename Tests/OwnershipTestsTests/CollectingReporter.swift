// SPDX-License-Identifier: GPL-2.0-only

import OwnershipTests

/// Keeps what a run reports.
final class CollectingReporter: RunReporter {
    private(set) var results: [TestResult] = []
    private(set) var planned: [String] = []
    private(set) var bailOuts: [String] = []
    /// After so many results the channel breaks.
    var capacity = Int.max

    struct ChannelBroken: Error {}

    func begin(suites: Int) throws { planned.append("\(suites) suites") }
    func suiteStarted(_ name: String, tests: Int) throws { planned.append("\(name): \(tests)") }
    func finished(_ result: TestResult) throws {
        if results.count == capacity { throw ChannelBroken() }
        results.append(result)
    }
    func suiteEnded(_ name: String, summary: RunSummary) throws {}
    func diagnostic(_ text: String) throws {}
    func bailOut(_ reason: String) throws { bailOuts.append(reason) }
    func end(_ end: RunEnd) throws {}
}
