// SPDX-License-Identifier: GPL-2.0-only

/// `EXPORTERS.md`: two Markdown tables, one of the exporters, one of the drivers' own mappings.
package struct ExporterDocument: Sendable {
    /// One row, by the heads of its columns.
    package struct Row: Sendable, Equatable {
        /// From 1.
        package let line: Int
        package let cells: [String: String]

        package subscript(column: String) -> String { cells[column] ?? "" }

        /// The words in backticks in a cell.
        package func names(in column: String) -> [String] {
            let parts = self[column].split(separator: "`", omittingEmptySubsequences: false)
            return stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
        }
    }

    /// The kernel that it is about, such as `6.12`.
    package let kernel: String?
    package let exporters: [Row]
    package let mappings: [Row]
    /// What is wrong with the tables themselves.
    package let defects: [(line: Int, message: String)]

    /// The file's name in each version's folder in `kernel-patches/`.
    package static let name = "EXPORTERS.md"
    /// The heading that names the kernel.
    static let title = "# Exporters of Linux "
    static let exporterColumns = [
        "exporter", "dma_buf_ops", "routes", "vm_ops", "vm_file", "offset", "answered", "tested",
    ]
    static let mappingColumns = ["mapping", "vm_operations_struct", "members", "vm_pgoff", "get_dmabuf", "tested"]

    package init(parsing text: String) {
        var kernel: String?
        var tables: [[String]: [Row]] = [:]
        var defects: [(line: Int, message: String)] = []
        var columns: [String]?
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let version = line.textAfter(prefix: Self.title) {
                kernel = version.trimmingBlanks
            }
            guard line.hasPrefix("|") else {
                columns = nil
                continue
            }
            let cells = Self.cells(line)
            guard let head = columns else {
                columns = cells
                tables[cells, default: []] += []
                continue
            }
            if cells.allSatisfy({ $0.allSatisfy { $0 == "-" || $0 == ":" } }) {
                continue
            }
            guard cells.count == head.count else {
                defects.append((index + 1, "\(cells.count) cells in a table of \(head.count) columns"))
                continue
            }
            let row = Row(line: index + 1, cells: Dictionary(zip(head, cells), uniquingKeysWith: { $1 }))
            tables[head, default: []].append(row)
        }
        for head in [Self.exporterColumns, Self.mappingColumns] where tables[head] == nil {
            defects.append((1, "no table with the columns \(head.joined(separator: ", "))"))
        }
        self.kernel = kernel
        exporters = tables[Self.exporterColumns] ?? []
        mappings = tables[Self.mappingColumns] ?? []
        self.defects = defects
    }

    /// `| a | b |`
    private static func cells(_ line: Substring) -> [String] {
        var cells = line.split(separator: "|", omittingEmptySubsequences: false).map(\.trimmingBlanks)
        cells.removeFirst()
        if cells.last == "" {
            cells.removeLast()
        }
        return cells
    }
}
