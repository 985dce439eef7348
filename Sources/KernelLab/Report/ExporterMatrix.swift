// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// The results of the suite `exporters` as exporter x route x property, by the names of its tests alone:
/// `exporters/<exporter>/<route>/<property>`, whether the four parts are levels of subtests or slashes in a name.
package struct ExporterMatrix: Sendable, Equatable {
    package static let suite = "exporters"
    /// Columns and rows at most, so that no guest makes a table of any size; results beyond are strays.
    package static let mostProperties = 64
    package static let mostRows = 512

    /// What became of one property of one exporter on one route.
    package struct Cell: Sendable, Equatable {
        package let exporter: String
        package let route: String
        package let property: String
        /// Of several results for one cell, the one that is the worst news; the first of equals.
        package let test: KTAPTest
        /// Results for this cell: more than one is a mistake of the suite's.
        package let count: Int
        /// Which of the report's leaves `test` is, from 0.
        let leaf: Int

        /// As the runner's filter takes it.
        package var fullName: String {
            [ExporterMatrix.suite, exporter, route, property].joined(separator: "/")
        }
    }

    /// An exporter on one route.
    package struct Row: Sendable, Equatable {
        package let exporter: String
        package let route: String
        /// One for each of the matrix's properties; nil where the suite has no such test.
        package let cells: [Cell?]

        package var totals: KTAPTotals { KTAPTotals(cells.compactMap { $0?.test }) }

        /// The one reason for which all of the row was skipped.
        package var skipReason: String? {
            let tests = cells.compactMap { $0?.test }
            guard let reason = tests.first?.reason,
                tests.allSatisfy({ $0.status == .skip && $0.reason == reason })
            else { return nil }
            return reason
        }
    }

    /// The columns, in the order in which they had results: one that came later stands behind the one it followed.
    package let properties: [String]
    /// Exporters in the order in which they first had a result, and so the routes of each.
    package let rows: [Row]
    /// Results of the suite whose names are none of a cell, such as one that never came.
    package let strays: [KTAPTest]

    /// Nil when the run had no such suite.
    package init?(_ report: KTAPReport) {
        var order = Order()
        var found: [Key: Cell] = [:]
        var strays: [KTAPTest] = []
        var hasSuite = report.tests.contains { $0.name == Self.suite }
        for (index, leaf) in TestLeaf.leaves(of: report).enumerated() {
            let parts = leaf.fullName.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.first == Self.suite else { continue }
            hasSuite = true
            // A suite that was skipped as a whole is its own leaf.
            guard parts.count > 1 || leaf.test.status != .skip else { continue }
            guard parts.count == 4, parts.allSatisfy({ !$0.isEmpty }),
                order.add(Key(exporter: parts[1], route: parts[2], property: parts[3]))
            else {
                strays.append(leaf.test)
                continue
            }
            let key = Key(exporter: parts[1], route: parts[2], property: parts[3])
            let earlier = found[key]
            let isWorse = earlier.map { Self.gravity(leaf.test.status) > Self.gravity($0.test.status) } ?? true
            found[key] = Cell(
                exporter: key.exporter, route: key.route, property: key.property,
                test: isWorse ? leaf.test : earlier?.test ?? leaf.test, count: (earlier?.count ?? 0) + 1,
                leaf: isWorse ? index : earlier?.leaf ?? index)
        }
        guard hasSuite else { return nil }
        properties = order.properties
        rows = order.exporters.flatMap { exporter in
            (order.routes[exporter] ?? []).map { route in
                Row(
                    exporter: exporter, route: route,
                    cells: order.properties.map {
                        found[Key(exporter: exporter, route: route, property: $0)]
                    })
            }
        }
        self.strays = strays
    }

    /// All cells, row by row.
    package var cells: [Cell] { rows.flatMap { $0.cells.compactMap(\.self) } }

    /// Each cell once.
    package var totals: KTAPTotals { KTAPTotals(cells.map(\.test)) }

    /// Exporters, in order.
    package var exporters: [String] {
        rows.reduce(into: []) { if $0.last != $1.exporter { $0.append($1.exporter) } }
    }

    private struct Key: Hashable {
        let exporter: String
        let route: String
        let property: String
    }

    /// What was seen in which order.
    private struct Order {
        var exporters: [String] = []
        var routes: [String: [String]] = [:]
        var properties: [String] = []
        /// The last property of each row so far.
        private var rows: [[String]: String] = [:]
        private var columns: Set<String> = []

        /// Whether there is room for the cell.
        mutating func add(_ key: Key) -> Bool {
            let row = [key.exporter, key.route]
            let last = rows[row]
            let isNewRow = last == nil
            let isNewColumn = !columns.contains(key.property)
            guard !isNewRow || rows.count < mostRows, !isNewColumn || columns.count < mostProperties else {
                return false
            }
            if routes[key.exporter] == nil { exporters.append(key.exporter) }
            if isNewRow { routes[key.exporter, default: []].append(key.route) }
            if isNewColumn {
                let place = last.flatMap { properties.firstIndex(of: $0) }.map { $0 + 1 } ?? properties.endIndex
                properties.insert(key.property, at: place)
            }
            rows[row] = key.property
            columns.insert(key.property)
            return true
        }
    }

    /// How bad it is: failures first, then what did not run.
    private static func gravity(_ status: KTAPStatus) -> Int {
        switch status {
        case .pass: 0
        case .unexpectedPass: 1
        case .expectedFailure: 2
        case .skip: 3
        case .missing: 4
        case .timeout: 5
        case .error: 6
        case .fail: 7
        }
    }
}
