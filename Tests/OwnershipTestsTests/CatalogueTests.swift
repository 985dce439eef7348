// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct CatalogueTests {
    @Test func namesAreUniqueAndFitOnALine() {
        let names = Catalogue.list(matching: TestFilter([]))
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { !$0.contains("\n") && !$0.contains("#") && !$0.contains(" ") })
    }

    @Test func theListIsInTheOrderOfTheRun() {
        let suites = Catalogue.list(matching: TestFilter([])).map { $0.prefix { $0 != "/" } }
        var order: [Substring] = []
        for suite in suites where order.last != suite { order.append(suite) }
        #expect(order.map(String.init) == Catalogue.suites.map(\.name))
        #expect(order.first == "kmod")
    }

    @Test func theListIsTheSameEachTime() {
        #expect(Catalogue.list(matching: TestFilter(["vgem"])) == Catalogue.list(matching: TestFilter(["vgem"])))
    }

    @Test func everyExporterIsMappedByEveryRouteItHas() {
        let names = Set(Catalogue.list(matching: TestFilter(["ownership"])))
        for exporter in ExporterCase.classes {
            for route in exporter.routes {
                #expect(names.contains("ownership/\(exporter.name)/\(route.rawValue)/whole"))
            }
        }
    }
}
