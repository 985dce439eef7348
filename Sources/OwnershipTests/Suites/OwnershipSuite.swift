// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Every class of exporters by every route in every state: the kernel names the right buffer, at the right offset, and
/// the bytes behind it prove it.
enum OwnershipSuite {
    static let suite = Suite(
        "ownership",
        ExporterCase.classes.flatMap { exporter in
            exporter.routes.flatMap { route in
                MappingState.allCases.filter { $0.applies(to: route, of: exporter) }.map { state in
                    Test(
                        "\(exporter.name)/\(route.rawValue)/\(state.rawValue)",
                        needs: [.testModule, .getDMABuf] + exporter.needs(by: route)
                    ) { context in
                        try state.check(Subject(exporter, by: route, in: context), context)
                    }
                }
            }
        })
}
