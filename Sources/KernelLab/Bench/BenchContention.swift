// SPDX-License-Identifier: GPL-2.0-only

/// What lookups and faults keep of their speed beside a thread that maps and unmaps, without and with the series.
package struct BenchContention: Codable, Sendable, Equatable {
    /// By `contention/TEST/share` for the work's, and `contention/TEST/writer` for that thread's.
    package let unpatched, patched: [String: String]

    package init(unpatched: [String: String], patched: [String: String]) {
        self.unpatched = unpatched
        self.patched = patched
    }

    /// Rows of a table: what, and both shares without and with the series.
    var rows: [[String]] {
        let names = Set(unpatched.keys).union(patched.keys).filter { $0.hasSuffix("/share") }.sorted()
        return names.map { name in
            let (work, writer) = (name, name.dropLast("share".count) + "writer")
            let cells = [unpatched[work], unpatched[String(writer)], patched[work], patched[String(writer)]]
            return [String(name.dropFirst("contention/".count).dropLast("/share".count))] + cells.map { $0 ?? "-" }
        }
    }
}
