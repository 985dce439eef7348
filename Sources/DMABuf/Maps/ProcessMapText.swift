// SPDX-License-Identifier: GPL-2.0-only

/// A ``ProcessMapReport`` as text in columns, in the manner of pmap.
public struct ProcessMapText {
    private let report: ProcessMapReport

    /// Prepares the text of a report.
    public init(_ report: ProcessMapReport) {
        self.report = report
    }

    /// The lines, without newlines: whose, the columns' names, one for each mapping, the totals.
    public var lines: [String] {
        let title = report.process.map { "\($0):   \(report.command)" } ?? "self:   \(report.command)"
        let cells = [Self.header] + report.rows.map(Self.cells)
        let widths = Self.header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        let table = cells.map { row in
            let padded = row.indices.map { column in
                let blanks = String(repeating: " ", count: widths[column] - row[column].count)
                // The last column is as long as it is; numbers end under each other.
                if column == row.count - 1 { return row[column] }
                return Self.numbers.contains(column) ? blanks + row[column] : row[column] + blanks
            }
            return padded.joined(separator: " ")
        }
        return [title] + table + [totals]
    }

    private static let header = ["Address", "Kbytes", "Mode", "Inode", "Offset", "Exporter", "Name or mapping"]

    /// The columns that are aligned to the right.
    private static let numbers: Set = [1, 3, 4]

    private static func cells(_ row: ProcessMapReport.Row) -> [String] {
        let region = row.region
        let digits = String(region.range.lowerBound, radix: 16)
        let place = [
            String(repeating: "0", count: 16 - digits.count) + digits, "\(region.length / 1024)", region.mode,
        ]
        guard let owner = row.owner else {
            let name = region.name ?? "[ anon ]"
            return place + ["-", "-", "-", row.isCopyOnWrite ? "\(name) (copy-on-write of a dma-buf)" : name]
        }
        let name = owner.name.isEmpty ? region.name ?? "[ dma-buf ]" : owner.name
        return place + ["\(owner.inode)", "\(hexadecimal: owner.offset)", owner.exporter, name]
    }

    private var totals: String {
        let owned = report.ownedRows
        let buffers = report.buffers.count
        return "total \(Self.kibibytes(report.rows))K in \(report.rows.count) mappings, of dma-bufs "
            + "\(Self.kibibytes(owned))K in \(owned.count) mappings of \(buffers) buffer\(buffers == 1 ? "" : "s")"
    }

    private static func kibibytes(_ rows: [ProcessMapReport.Row]) -> UInt64 {
        rows.reduce(0) { $0 + $1.region.length / 1024 }
    }
}
