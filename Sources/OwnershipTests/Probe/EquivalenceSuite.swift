// SPDX-License-Identifier: GPL-2.0-only

/// Not tests but observations: what every operation on a mapping of a dma-buf comes to, for every exporter by every route.
///
/// `exporter/route/operation`. A kernel with the series and one without have to give the same answers, but for those
/// that are meant to differ; `dmabuf-lab equivalence` compares them. Nothing in here knows what is right.
public enum EquivalenceSuite {
    public static let suite = Suite("equivalence", exporters.flatMap(cells))

    static let exporters = ExporterCase.real + ExporterCase.classes + [.nativeInserted]

    /// In the order in which they run.
    static let operations: [ProbeOperation] =
        ProbeOperation.mapping + ProbeOperation.reports + ProbeOperation.cuts + ProbeOperation.moves
        + ProbeOperation.rights + ProbeOperation.advice + ProbeOperation.locks + ProbeOperation.access
        + ProbeOperation.processes + ProbeOperation.dumps + ProbeOperation.policies

    private static func cells(of exporter: ExporterCase) -> [Test] {
        exporter.routes.flatMap { route in operations.map { cell(exporter, route, $0) } }
    }

    private static func cell(_ exporter: ExporterCase, _ route: Route, _ operation: ProbeOperation) -> Test {
        let name = "\(exporter.name)/\(route.rawValue)/\(operation.name)"
        // Only what an exporter cannot do at all: each property of the matrix is another matter here.
        if let limit = exporter.limits.first(where: { $0.properties.isEmpty && $0.covers(route, operation.name) }) {
            return Test(name, needs: exporter.needs) { _ in throw SkipTest(reason: limit.reason) }
        }
        return Test(name, needs: exporter.needs(by: route)) { context in
            try operation.body(ProbeScene(exporter, by: route, in: context))
        }
    }
}
