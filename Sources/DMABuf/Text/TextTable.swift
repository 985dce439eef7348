// SPDX-License-Identifier: GPL-2.0-only

/// Rows in columns, the last of which gives way where a line is too short for all.
struct TextTable {
    /// A column.
    struct Column {
        let title: String
        /// Numbers end under each other, all else begins under each other.
        var isNumber = false
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) {
        precondition(cells.count == columns.count, "\(cells.count) cells in \(columns.count) columns")
        rows.append(cells)
    }

    /// The lines, without newlines: the titles, one for each row.
    func lines(_ style: TextStyle) -> [String] {
        let titles = columns.map(\.title)
        let widths = columns.indices.map { column in
            rows.reduce(titles[column].count) { max($0, $1[column].count) }
        }
        func line(_ cells: [String]) -> String {
            let padded = cells.indices.map { column in
                let cell = cells[column]
                let blanks = String(repeating: " ", count: widths[column] - cell.count)
                if columns[column].isNumber { return blanks + cell }
                return column == cells.count - 1 ? cell : cell + blanks
            }
            return style.fitting(padded.joined(separator: "  "))
        }
        return [style.emphasized(line(titles))] + rows.map(line)
    }
}
