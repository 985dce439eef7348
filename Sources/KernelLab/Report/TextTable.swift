// SPDX-License-Identifier: GPL-2.0-only

/// Rows of text as aligned columns, the first to the left and the others to the right.
struct TextTable {
    /// All of the same length.
    let rows: [[String]]

    var text: String {
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            zip(row, widths).enumerated().map { index, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + blanks : "  " + blanks + cell.0
            }.joined()
        }.joined(separator: "\n")
    }
}
