// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// The filters that make the guest's runner repeat just what failed.
package struct FailedFilters: Sendable, Equatable {
    /// `suite/test` each, as the runner's `--filter` takes them.
    package let filters: [String]

    /// - Parameters:
    ///   - report: The earlier run's results.
    ///   - limit: How many filters fit into the kernel's command line; beyond it whole suites are repeated.
    package init(_ report: KTAPReport, limit: Int = 10) {
        var tests: [String] = []
        var suites: [String] = []
        for suite in report.tests {
            let failed = suite.children.filter { Self.hasFailed($0) }
            if !failed.isEmpty || suite.status.isFailure {
                suites.append(suite.name + "/")
            }
            // A suite that failed by itself, such as one that never ended, is repeated as a whole.
            tests +=
                failed.isEmpty && suite.status.isFailure
                ? [suite.name + "/"] : failed.map { "\(suite.name)/\($0.name)" }
        }
        let isShort = tests.count <= limit && tests.reduce(0) { $0 + $1.utf8.count + 12 } < 1200
        filters = isShort ? tests : suites
    }

    private static func hasFailed(_ test: KTAPTest) -> Bool {
        test.status.isFailure || test.children.contains { hasFailed($0) }
    }
}
