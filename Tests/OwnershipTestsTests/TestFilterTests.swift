// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct TestFilterTests {
    @Test func noPatternLetsEverythingThrough() {
        #expect(TestFilter([]).matches(suite: "ownership", test: "udmabuf/fd/whole"))
    }

    @Test(arguments: [
        ("udmabuf", true), ("ownership/ud", true), ("hole", true), ("vgem", false), ("UDMABUF", false),
        ("ownership/udmabuf/fd/whole/", false), ("", true),
    ])
    func aPlainPatternIsASubstringOfSuiteAndTest(pattern: String, expected: Bool) {
        #expect(TestFilter([pattern]).matches(suite: "ownership", test: "udmabuf/fd/whole") == expected)
    }

    @Test(arguments: [
        ("ownership/*", true), ("*/fd/*", true), ("udmabuf*", false), ("ownership/udmabuf/f?/whole", true),
        ("ownership/[uv]*", true), ("ownership/[!u]*", false), ("*", true), ("ownership/*/fd", false),
    ])
    func aGlobHasToMatchAllOfSuiteAndTest(pattern: String, expected: Bool) {
        #expect(TestFilter([pattern]).matches(suite: "ownership", test: "udmabuf/fd/whole") == expected)
    }

    @Test func oneMatchingPatternIsEnough() {
        let filter = TestFilter(["vgem", "*/whole"])
        #expect(filter.matches(suite: "ownership", test: "udmabuf/fd/whole"))
        #expect(!filter.matches(suite: "ownership", test: "udmabuf/fd/split"))
    }

    @Test func aWholeNameMeansThatTestAlone() {
        let suites = [
            OwnershipTests.Suite(
                "exporters",
                ["qxl/fd/split", "qxl/fd/split-tail"].map { OwnershipTests.Test($0) { _ in } }),
            OwnershipTests.Suite("more-exporters", [OwnershipTests.Test("qxl/fd/split") { _ in }]),
        ]
        func selected(_ pattern: String) -> [String] {
            let filter = TestFilter([pattern]).resolved(among: suites)
            return suites.compactMap { $0.filtered(by: filter) }.flatMap { suite in
                suite.tests.map { "\(suite.name)/\($0.name)" }
            }
        }
        #expect(selected("exporters/qxl/fd/split") == ["exporters/qxl/fd/split"])
        #expect(selected("more-exporters/qxl/fd/split") == ["more-exporters/qxl/fd/split"])
        #expect(selected("exporters/qxl/fd/spli").count == 3)
        #expect(selected("exporters/qxl/fd/split-tail") == ["exporters/qxl/fd/split-tail"])
    }

    @Test func namesOfTheCatalogueThatBeginLikeOthersAreToldApart() {
        let names = Catalogue.list(matching: TestFilter([])).sorted()
        let beginnings = zip(names, names.dropFirst()).filter { $1.hasPrefix($0) }.map(\.0)
        for name in beginnings + names.suffix(5) {
            #expect(Catalogue.list(matching: TestFilter([name])) == [name])
        }
    }
}
