// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

struct TickStatisticsTests {
    @Test func theMedianIsASampleWhateverTheirOrder() throws {
        let odd = try #require(TickStatistics([9, 1, 5]))
        #expect(odd.minimum == 1 && odd.median == 5 && odd.maximum == 9 && odd.count == 3)
        let even = try #require(TickStatistics([4, 3, 2, 1]))
        #expect(even.median == 2)
    }

    @Test func rareInterruptsAreInTheMaximumOnly() throws {
        let statistics = try #require(TickStatistics([UInt64](repeating: 1677, count: 99) + [5127]))
        #expect(statistics.median == 1677 && statistics.ninthDecile == 1677 && statistics.maximum == 5127)
    }

    @Test func nothingMeasuredHasNoStatistics() {
        #expect(TickStatistics([]) == nil)
    }

    @Test func theTextIsWhatTheHostReads() throws {
        #expect(
            try #require(TickStatistics([7])).text == "median=7 minimum=7 p90=7 maximum=7 samples=1")
    }
}
