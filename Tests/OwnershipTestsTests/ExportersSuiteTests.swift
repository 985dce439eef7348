// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct ExportersSuiteTests {
    private static let cells = ExportersSuite.suite.tests.map { $0.name.split(separator: "/").map(String.init) }

    @Test func aCellIsAnExporterARouteAndAProperty() {
        #expect(Self.cells.allSatisfy { $0.count == 3 })
        #expect(Set(Self.cells.map { $0[0] }) == Set(ExporterCase.real.map(\.name)))
        #expect(Set(Self.cells.map { $0[1] }) == ["fd", "native", "import-module", "import-vgem"])
    }

    @Test func everyExporterShowsTheSamePropertiesByTheSameRoute() {
        let properties = Dictionary(grouping: Self.cells) { $0[0] + "/" + $0[1] }.mapValues { Set($0.map { $0[2] }) }
        for exporter in ExporterCase.real {
            for route in exporter.routes {
                let shown = properties["\(exporter.name)/\(route.rawValue)"] ?? []
                let missing: Set = ["whole", "split", "moved", "forked", "fd-closed", "content", "private"]
                #expect(missing.subtracting(shown).isEmpty, "\(exporter.name)/\(route.rawValue)")
            }
        }
    }

    @Test func aDeviceIsTakenAwayWhenNothingElseOfItsExporterIsToCome() {
        for exporter in ExporterCase.real where exporter.binding != nil && exporter.ownCells.isEmpty {
            let properties = Self.cells.filter { $0[0] == exporter.name }.map { $0[2] }
            #expect(properties.drop { $0 != "unplugged" }.allSatisfy { $0 == "unplugged" })
            #expect(properties.last == "unplugged")
        }
    }

    @Test func whatAnExporterCannotDoIsSkippedWithItsReason() {
        let cell = Limit(.gemImporter, ["moved"], "no")
        #expect(cell.covers(.gemImporter, "moved"))
        #expect(!cell.covers(.gemImporter, "whole"))
        #expect(!cell.covers(.native, "moved"))
        let route = Limit(.native, [], "no")
        #expect(route.covers(.native, "whole") && !route.covers(.descriptor, "whole"))
        let property = Limit(nil, ["private"], "no")
        #expect(property.covers(.descriptor, "private") && !property.covers(.descriptor, "whole"))
        #expect(ExporterCase.real.flatMap(\.limits).allSatisfy { !$0.reason.isEmpty })
    }

    @Test func aDriverThatIsNotThereHasNoDevice() {
        let binding = DriverBinding(bus: "no-such-bus", driver: "none")
        #expect(binding.device == nil)
        #expect(throws: (any Error).self) { try binding.unbind("device") }
    }
}
