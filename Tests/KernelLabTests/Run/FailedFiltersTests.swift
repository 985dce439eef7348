// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import KernelLab

struct FailedFiltersTests {
    private func report(_ text: String) -> KTAPReport {
        var parser = KTAPParser()
        _ = parser.consume(Array(text.utf8))
        return parser.finish()
    }

    @Test func onlyWhatFailedIsRepeated() {
        let filters = FailedFilters(
            report(
                """
                KTAP version 1
                1..2
                  KTAP version 1
                  # Subtest: rights
                  1..2
                  ok 1 reads
                  not ok 2 writes
                not ok 1 rights
                  KTAP version 1
                  # Subtest: lifetime
                  1..1
                  ok 1 unload
                ok 2 lifetime

                """))
        #expect(filters.filters == ["rights/writes"])
    }

    @Test func tooManyFailuresAreRepeatedBySuite() {
        let results = (1...12).map { "  not ok \($0) test\($0)\n" }.joined()
        let text = "KTAP version 1\n1..1\n  KTAP version 1\n  # Subtest: rights\n  1..12\n\(results)not ok 1 rights\n"
        #expect(FailedFilters(report(text)).filters == ["rights/"])
    }
}
