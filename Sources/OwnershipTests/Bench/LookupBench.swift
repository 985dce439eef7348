// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc

/// What it costs to ask who owns an address, and what it costs to find out in the ways there are without the series.
enum LookupBench {
    static let suite = Suite(
        "lookup",
        [
            Test("fewest", needs: [.testModule, .getDMABuf, .vgem]) { context in
                try LookupBench.measureAlone(in: context)
            }
        ]
            + [0, 1_000, 30_000].map { extra in
                Test(extra == 0 ? "as-started" : "\(extra)", needs: [.testModule, .getDMABuf, .vgem]) { context in
                    try LookupBench.measure(beside: extra, in: context)
                }
            })

    private static let count = 1000
    /// Of a small program without libraries.
    private static let fewest = 15
    private static let pages = 6

    private static func measureAlone(in context: TestContext) throws {
        let subject = try Subject(.faulted, by: .descriptor, in: context, pages: pages)
        let mapping = try subject.map()
        let (first, nowhere) = (mapping.address, UInt(Page.size))
        var asker = try SmallSpaceAsker(context, mappings: fewest)
        try asker.add("nobody", at: first, flags: DVT_QUERY_NOBODY, answer: nil)
        try asker.add(
            "refused", at: first, flags: DVT_QUERY_NOBODY | DVT_QUERY_ONLY_OWNER, expecting: Int(-EINVAL), answer: nil)
        try asker.add("first-page", at: first, flags: DVT_QUERY_ONLY_OWNER)
        try asker.add("last-page", at: mapping.end - 1, flags: DVT_QUERY_ONLY_OWNER)
        try asker.add("unmapped", at: nowhere, flags: DVT_QUERY_ONLY_OWNER, answer: -EFAULT)
        try asker.addProcmap(
            "procmap-query-refused", at: first, flags: MapsBench.unknownFlag, expecting: Int(-EINVAL))
        try asker.addProcmap("procmap-query", at: first)
        try asker.addProcmap("procmap-query-unmapped", at: nowhere, expecting: Int(-ENOENT))
        try asker.report(keeping: first)
    }

    private static func measure(beside extra: Int, in context: TestContext) throws {
        let crowd = try MappingCrowd(extra)
        defer { withExtendedLifetime(crowd) {} }
        let subject = try Subject(.faulted, by: .descriptor, in: context, pages: pages)
        let native = try Subject(.vgem, by: .native, in: context, pages: pages)
        let mapping = try subject.map()
        let nativeMapping = try native.map()
        var pieces = try subject.map()
        try pieces.protect(.read, offset: 2 * Page.size, length: 2 * Page.size)
        let anonymous = try Mapping(anonymous: pages * Page.size, protection: .readWrite)
        var torn = try Mapping(anonymous: 3 * Page.size, protection: .none)
        let nothing = torn.address + UInt(Page.size)
        let rest = try torn.unmapHole(at: Page.size, length: Page.size)
        defer { context.equal(rest.address, nothing + UInt(Page.size), "what is behind the hole") }

        context.reportFact("mappings", "\(AddressSpace.count)")
        let asker = try OwnershipAsker(context)
        let last = mapping.end - 1
        try asker.report("nobody", count, at: mapping.address, flags: DVT_QUERY_NOBODY)
        try asker.reportRefused("refused", count, at: mapping.address)
        try asker.report("first-page", count, at: mapping.address)
        try asker.report("last-page", count, at: last)
        try asker.report(
            "first-page+fd", count, at: mapping.address, flags: DVT_QUERY_ONLY_OWNER | DVT_QUERY_FD)
        try asker.report("whole", count, at: mapping.address, length: mapping.length)
        try asker.report("three-mappings", count, at: pieces.address, length: pieces.length)
        try asker.report("native", count, at: nativeMapping.address)
        try asker.report("anonymous", count, at: anonymous.address, expecting: -ENOENT)
        try asker.report("unmapped", count, at: nothing, expecting: -EFAULT)
        try MapsBench(context).measure(mapping.range, anonymous: anonymous.address, unmapped: nothing)
    }
}
