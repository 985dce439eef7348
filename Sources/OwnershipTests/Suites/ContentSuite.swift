// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A mapping shows the bytes of the buffer that belong there, also where it begins inside of the buffer or was cut
/// before it was first touched.
///
/// Asks the kernel for no owner, so that these tests run on a kernel without the series.
enum ContentSuite {
    static let suite = Suite(
        "content",
        ExporterCase.classes.flatMap { exporter in
            exporter.routes.flatMap { route in
                Cut.allCases.filter { $0.applies(to: route, of: exporter) }.map { cut in
                    Test("\(exporter.name)/\(route.rawValue)/\(cut.rawValue)", needs: exporter.needs(by: route)) {
                        try cut.check(Subject(exporter, by: route, in: $0))
                    }
                }
            }
        })
}
