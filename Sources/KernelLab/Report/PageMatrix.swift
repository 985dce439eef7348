// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// The matrix as the page's template takes it.
struct PageMatrix {
    struct Group {
        let routes: [Route]
    }

    struct Route {
        /// In the group's first row only: one heading for all of them.
        let exporter: Exporter?
        let route: String
        let cells: [Place]
        let passedOf: String
    }

    struct Exporter {
        let name: String
        let span: Int
    }

    /// Where there may be a cell.
    struct Place {
        let cell: Cell?
    }

    struct Cell {
        let state: String
        let sign: String
        let word: String
        let title: String
        let target: String
    }

    struct Sign {
        let state: String
        let sign: String
        let word: String
        let count: Int
    }

    let matrixSummary: String
    let properties: [String]
    let groups: [Group]
    let legend: [Sign]
    let notes: [String]

    /// - Parameter places: where on the page each of the report's leaves is.
    init(_ matrix: ExporterMatrix, places: [Int: String]) {
        matrixSummary = ExporterMatrixTable(matrix).summary
        properties = matrix.properties.map(BoundedText.cut)
        var groups: [Group] = []
        for exporter in matrix.exporters {
            let rows = matrix.rows.filter { $0.exporter == exporter }
            groups.append(
                Group(
                    routes: rows.enumerated().map { index, row in
                        Route(
                            exporter: index == 0
                                ? Exporter(name: BoundedText.cut(exporter), span: rows.count) : nil,
                            route: BoundedText.cut(row.route),
                            cells: row.cells.map { Place(cell: $0.map { Cell($0, places: places) }) },
                            passedOf: "\(row.totals.passed)/\(row.totals.total)")
                    }))
        }
        self.groups = groups
        legend = KTAPStatus.allCases.compactMap { status in
            let count = matrix.cells.count { $0.test.status == status }
            let mark = StatusMark(status)
            return count == 0
                ? nil : Sign(state: Self.state(status), sign: mark.sign, word: mark.word, count: count)
        }
        var notes: [String] = []
        for cell in matrix.cells where cell.count > 1 && notes.count < 5 {
            notes.append(
                "\(BoundedText.cut(cell.fullName)) has \(cell.count) results; the worst of them is shown.")
        }
        let missing = matrix.strays.count { $0.status == .missing && $0.name.isEmpty }
        if missing > 0 { notes.append("\(missing) results of the suite never came.") }
        let strays = matrix.strays.filter { $0.status != .missing || !$0.name.isEmpty }
        if !strays.isEmpty {
            let names = strays.prefix(5).map { $0.name.isEmpty ? "(no name)" : BoundedText.cut($0.name) }
            let more = strays.count > 5 ? ", …" : ""
            notes.append(
                "\(strays.count) results of the suite are of no cell: \(names.joined(separator: ", "))\(more)")
        }
        self.notes = notes
    }

    /// The class that gives a status its colour.
    static func state(_ status: KTAPStatus) -> String {
        switch status {
        case .pass: "pass"
        case .skip: "skip"
        case .expectedFailure, .unexpectedPass: "odd"
        case .fail, .timeout, .error, .missing: "fail"
        }
    }
}

extension PageMatrix.Cell {
    fileprivate init(_ cell: ExporterMatrix.Cell, places: [Int: String]) {
        let mark = StatusMark(cell.test.status)
        let why = cell.test.status == .pass ? nil : cell.test.reason ?? cell.test.diagnostics.last
        self.init(
            state: PageMatrix.state(cell.test.status), sign: mark.sign, word: mark.word,
            title: BoundedText.cut(
                "\(cell.exporter) \(cell.route) \(cell.property): \(mark.word)\(why.map { ": \($0)" } ?? "")"),
            target: places[cell.leaf] ?? "log")
    }
}
