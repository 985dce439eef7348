// SPDX-License-Identifier: GPL-2.0-only

/// The figures as aligned text for a terminal.
package struct BenchText: Sendable {
    private let table: BenchTable

    package init(_ table: BenchTable) {
        self.table = table
    }

    package var text: String {
        var rows = [[table.mitigation.title, "unpatched", "patched", "difference", ""]]
        for row in table.rows {
            rows.append([row.name] + BenchPage.cells(of: row))
        }
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row[0] + Self.blanks(widths[0] - row[0].count)
                + (1..<5).map { Self.blanks(widths[$0] - row[$0].count + 2) + row[$0] }.joined()
        }.joined(separator: "\n")
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
