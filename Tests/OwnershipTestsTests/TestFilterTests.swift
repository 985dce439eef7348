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
}
