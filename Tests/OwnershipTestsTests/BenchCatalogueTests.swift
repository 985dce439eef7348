// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

struct BenchCatalogueTests {
    @Test func namesAreUniqueAndHaveNoBlanks() {
        let names = BenchCatalogue.suites.flatMap { suite in suite.tests.map { "\(suite.name)/\($0.name)" } }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { name in !name.contains { $0.isWhitespace || $0 == "#" } })
    }

    @Test func aRegistryFindsTheRangeAroundAnAddressAndNoOther() {
        let registry = RangeRegistry([10..<20, 30..<40, 20..<25])
        #expect(registry.range(at: 19) == 10..<20)
        #expect(registry.range(at: 20) == 20..<25)
        #expect(registry.range(at: 25) == nil)
        #expect(registry.range(at: 39) == 30..<40)
    }
}
