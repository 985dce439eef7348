// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Testing

@testable import OwnershipTests

@Suite struct EquivalenceSuiteTests {
    @Test func everyExporterHasEveryOperationByEveryRoute() {
        let names = EquivalenceSuite.suite.tests.map(\.name)
        #expect(Set(names).count == names.count)
        // The host tells the three apart by their slashes.
        #expect(names.allSatisfy { $0.split(separator: "/").count == 3 && !$0.contains(" ") && !$0.contains(":") })
        for exporter in ExporterCase.real {
            for route in exporter.routes {
                #expect(names.contains("\(exporter.name)/\(route.rawValue)/mlock"))
            }
        }
    }

    @Test func itIsNoPartOfAnOrdinaryRun() {
        #expect(!Catalogue.suites.contains { $0.name == EquivalenceSuite.suite.name })
    }

    @Test(arguments: [
        ([], ""), (["a"], "a"), (["a", "a", "b", "a"], "2*a b a"),
    ])
    func equalNeighboursAreCounted(words: [String], text: String) {
        #expect(RunLengthText.of(words) == text)
    }

    @Test func theFieldsOfEachMappingAreItsOwn() throws {
        let entries = SmapsEntry.parse(
            """
            7f0000000000-7f0000002000 rw-s 00001000 00:0f 17                         /dmabuf:
            Size:                  8 kB
            VmFlags: rd wr sh
            7f0000002000-7f0000003000 ---p 00000000 00:00 0
            Size:                  4 kB
            """)
        try #require(entries.count == 2)
        #expect(entries[0].region.name == "/dmabuf:")
        #expect(entries[0]["Size"] == "8 kB")
        #expect(entries[0]["VmFlags"] == "rd wr sh")
        #expect(entries[1]["Size"] == "4 kB")
        #expect(entries[1]["VmFlags"] == nil)
        #expect(ProbeScene.isReserved(entries[1].region))
        #expect(!ProbeScene.isReserved(entries[0].region))
    }

    @Test func numbersInNamesDoNotCount() {
        #expect(ProbeScene.stable("/dev/dri/card12") == "/dev/dri/cardN")
        #expect(ProbeScene.stable("/dmabuf:") == "/dmabuf:")
    }

    @Test func whatATouchComesToIsTold() throws {
        var memory = try Mapping(anonymous: 3 * Page.size)
        try memory.protect(.read, offset: Page.size, length: Page.size)
        let reading = PageTouch.reading(memory.address, pages: 3)
        #expect(reading.isWhole)
        let writing = PageTouch.writing(memory.address, pages: 3)
        #expect(!writing.isWhole)
        // SEGV_ACCERR is 2.
        #expect(writing.text.split(separator: " ").map { $0.prefix { $0 != "+" } } == ["ok", "SIGSEGV/2", "ok"])
    }
}
