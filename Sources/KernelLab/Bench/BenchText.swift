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
        return TextTable(rows: rows).text
    }
}
