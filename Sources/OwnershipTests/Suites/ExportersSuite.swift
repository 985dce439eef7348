// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Every real exporter by every route, with every property: `exporter/route/property`, the cells of a matrix.
///
/// What an exporter cannot do is a cell all the same, skipped with its reason. A cell that asks for no owner runs on a
/// kernel without the series too.
enum ExportersSuite {
    static let suite = Suite("exporters", ExporterCase.real.flatMap(cells))

    private static func cells(of exporter: ExporterCase) -> [Test] {
        // Unplugging comes last: what it breaks, breaks nothing else.
        let general = [ExporterProperty.peaceful, [.unplugged]].flatMap { properties in
            exporter.routes.flatMap { route in
                properties.filter { property in
                    property.applies(to: route, of: exporter)
                        && !exporter.ownCells.contains { $0.route == route && $0.property == property.name }
                }.map { cell(exporter, route, $0) }
            }
        }
        let own = exporter.ownCells.map { cell in
            Test(
                "\(exporter.name)/\(cell.route.rawValue)/\(cell.property)",
                needs: exporter.needs(by: cell.route) + [.testModule, .getDMABuf], body: cell.check)
        }
        return general + own
    }

    private static func cell(_ exporter: ExporterCase, _ route: Route, _ property: ExporterProperty) -> Test {
        let name = "\(exporter.name)/\(route.rawValue)/\(property.name)"
        if let limit = exporter.limits.first(where: { $0.covers(route, property.name) }) {
            // A device that is not there is the better reason.
            return Test(name, needs: exporter.needs) { _ in throw SkipTest(reason: limit.reason) }
        }
        return Test(name, needs: exporter.needs(by: route) + property.needs) { context in
            try property.check(exporter, route, context)
        }
    }
}
