// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// The results of an exporter on a route as the page's template takes them.
struct PageLog {
    struct Entry {
        let anchor: String
        let state: String
        let entry: String
        /// Where the page says more.
        let failure: String?
    }

    /// Diagnostics kept of a test that did not fail.
    private static let mostDiagnostics = 12

    let logTitle: String
    let entries: [Entry]

    /// - Parameters:
    ///   - places: where on the page each of the report's leaves is that failed.
    ///   - anchor: makes a place for a test, by its name.
    init(_ row: ExporterMatrix.Row, places: inout [Int: String], anchor: (String) -> String) {
        logTitle = "\(BoundedText.cut(row.exporter)) \(BoundedText.cut(row.route))"
        var entries: [Entry] = []
        for cell in row.cells.compactMap(\.self) {
            let place = anchor(cell.fullName)
            let failure = places[cell.leaf]
            if failure == nil { places[cell.leaf] = place }
            let lines = TestLines(cell.test, limit: failure == nil ? Self.mostDiagnostics : 0)
            entries.append(
                Entry(
                    anchor: place, state: PageMatrix.state(cell.test.status),
                    entry: failure == nil ? lines.text : lines.lines.last ?? "", failure: failure))
        }
        self.entries = entries
    }
}
