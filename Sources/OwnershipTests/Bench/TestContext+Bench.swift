// SPDX-License-Identifier: GPL-2.0-only

/// What a benchmark has to say, for the host to read. Names are unique in their test, and have no blanks.
extension TestContext {
    /// Notes a figure.
    func report(_ name: String, _ samples: [UInt64]) {
        guard let statistics = TickStatistics(samples) else {
            fail("\(name): no sample")
            return
        }
        note("ticks \(name) \(statistics.text)")
    }

    /// Notes that there is no such figure here, and why.
    func reportAbsent(_ name: String, _ reason: String) {
        note("absent \(name) \(reason)")
    }

    /// Notes what the figures depend on.
    func reportFact(_ name: String, _ value: String) {
        note("fact \(name) \(value)")
    }
}
