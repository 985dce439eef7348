// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// The matrix for a terminal: a line for each exporter on each route, a letter for each property. An exporter that could
/// not run has one line for all its routes.
///
///     exporter       route        1 2 3 4  passed  failed  skipped
///     udmabuf-memfd  fd           . . . .       4       0        0
///                    import-vgem  . F . .       3       1        0
///     qxl            fd           s s s s       0       0        4  no such node
///     1 whole  2 offset  3 split  4 moved;  . passed, F failed, s skipped
package struct ExporterMatrixTable: Sendable {
    private let matrix: ExporterMatrix
    private static let widestName = 24
    /// Columns of a line that nobody gave a width for.
    private static let standardWidth = 120

    package init(_ matrix: ExporterMatrix) {
        self.matrix = matrix
    }

    /// How the letters of a row stand.
    private enum Spacing {
        case apart, together, none

        /// What comes before the first letter and before each other.
        var gaps: (first: String, other: String) {
            switch self {
            case .apart: ("  ", " ")
            case .together: ("  ", "")
            case .none: ("", "")
            }
        }

        /// Columns that so many letters take, with the gap before them.
        func width(_ count: Int) -> Int {
            switch self {
            case .apart: 1 + 2 * count
            case .together: 2 + count
            case .none: 0
            }
        }
    }

    /// Columns of the three counts.
    private static let countWidths = [8, 8, 9]

    /// The table, each line ended by a newline; empty for a matrix without cells.
    ///
    /// - Parameters:
    ///   - width: columns of the terminal; nil where there is none. Letters stand together or give way to the counts
    ///     where they have no room, and reasons are cut.
    ///   - colour: whether to use ANSI colours.
    package func render(width: Int?, colour: Bool) -> String {
        guard !matrix.rows.isEmpty else { return "" }
        let widths = [
            Self.width(of: "exporter", matrix.rows.map(\.exporter)), Self.width(of: "route", matrix.rows.map(\.route)),
        ]
        let limit = width ?? Self.standardWidth
        let fixed = widths[0] + 2 + widths[1] + Self.countWidths.reduce(0, +)
        let count = matrix.properties.count
        let spacing =
            count > Self.labels.count
            ? .none : [Spacing.apart, .together].first { fixed + $0.width(count) <= limit } ?? Spacing.none
        func line(_ exporter: String, _ route: String, _ letters: [String], _ counts: [String]) -> String {
            var line = Self.padded(exporter, widths[0]) + "  " + Self.padded(route, widths[1])
            if spacing != .none { line += spacing.gaps.first + letters.joined(separator: spacing.gaps.other) }
            return line + zip(counts, Self.countWidths).map { Self.leading($0, $1) }.joined()
        }
        let header = line(
            "exporter", "route", Self.labels.prefix(count).map { String($0) }, ["passed", "failed", "skipped"])
        var text = (colour ? "\u{1B}[1m\(header)\u{1B}[0m" : header) + "\n"
        var exporter: String?
        for row in lines {
            let totals = row.totals
            let plain = line(
                row.exporter == exporter ? "" : row.exporter, row.route,
                row.cells.map { $0.map { Self.mark($0, colour: colour) } ?? " " },
                ["\(totals.passed)", "\(totals.failures)", "\(totals.skipped)"])
            // Where there is no terminal, nothing is too wide.
            let room = width == nil ? Int.max : max(0, limit - fixed - spacing.width(count))
            let reason = row.reason.map { Self.cut("  " + ResultsTable.shown($0), to: room) } ?? ""
            let code = totals.failures > 0 ? "31" : totals.passed > 0 ? nil : "33"
            let isColoured = colour && spacing == .none
            text += (isColoured ? code.map { "\u{1B}[\($0)m\(plain)\u{1B}[0m" } ?? plain : plain) + reason + "\n"
            exporter = row.exporter
        }
        if spacing != .none { text += legend(limit) }
        return text + summary + "\n"
    }

    private struct Line {
        let exporter: String
        let route: String
        let cells: [ExporterMatrix.Cell?]
        let totals: KTAPTotals
        let reason: String?
    }

    /// The rows; one for an exporter that was skipped for one reason on all its routes.
    private var lines: [Line] {
        matrix.exporters.flatMap { exporter -> [Line] in
            let rows = matrix.rows.filter { $0.exporter == exporter }
            if rows.count > 1, let reason = rows[0].skipReason, rows.allSatisfy({ $0.skipReason == reason }) {
                // Where one of the routes has a letter, there is one.
                let cells = matrix.properties.indices.map { index in rows.lazy.compactMap { $0.cells[index] }.first }
                let totals = rows.map(\.totals).reduce(KTAPTotals(), +)
                return [
                    Line(
                        exporter: exporter, route: "all \(rows.count)", cells: cells, totals: totals, reason: reason)
                ]
            }
            return rows.map {
                Line(
                    exporter: $0.exporter, route: $0.route, cells: $0.cells, totals: $0.totals, reason: $0.skipReason)
            }
        }
    }

    /// `exporters: 16, by route: 59, cells: 896; 736 passed, 0 failed, 160 skipped`
    package var summary: String {
        let totals = matrix.totals
        let other = totals.expectedFailures + totals.unexpectedPasses
        var text = "exporters: \(matrix.exporters.count), by route: \(matrix.rows.count), cells: \(totals.total); "
        text += "\(totals.passed) passed, \(totals.failures) failed, \(totals.skipped) skipped"
        if other > 0 { text += ", \(other) other" }
        if !matrix.strays.isEmpty { text += "; results of no cell: \(matrix.strays.count)" }
        return text
    }

    private func legend(_ limit: Int) -> String {
        var words = zip(Self.labels, matrix.properties).map { "\($0) \(ResultsTable.shown($1))" }
        let statuses = KTAPStatus.allCases.filter { status in
            matrix.cells.contains { $0.test.status == status }
        }
        words += statuses.map { "\(StatusMark($0).letter) \(StatusMark($0).word)" }
        var lines: [String] = []
        for word in words {
            if let last = lines.last, last.count + 2 + word.count <= limit {
                lines[lines.count - 1] = last + "  " + word
            } else {
                lines.append(word)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// One character for each column.
    private static let labels = Array("123456789abcdefghijklmnopqrtuvwyz")

    private static func mark(_ cell: ExporterMatrix.Cell, colour: Bool) -> String {
        let letter = String(StatusMark(cell.test.status).letter)
        guard colour, cell.test.status != .pass else { return letter }
        return "\u{1B}[\(cell.test.status.isFailure ? "1;31" : "33")m\(letter)\u{1B}[0m"
    }

    private static func width(of header: String, _ names: [String]) -> Int {
        min(widestName, max(header.count, names.map { ResultsTable.shown($0).count }.max() ?? 0))
    }

    private static func padded(_ name: String, _ width: Int) -> String {
        let shown = cut(ResultsTable.shown(name), to: width)
        return shown + String(repeating: " ", count: width - shown.count)
    }

    private static func leading(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(1, width - text.count)) + text
    }

    private static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : width > 3 ? text.prefix(width - 1) + "…" : ""
    }
}
