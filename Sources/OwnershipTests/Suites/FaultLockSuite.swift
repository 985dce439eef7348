// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// The lock that faults are handled under: the VMA's where the exporter says that this will do, mmap_lock for all
/// others.
enum FaultLockSuite {
    static let suite = Suite("fault-lock", module + [retried, pageTable] + real)

    /// Pages of a buffer, and mappings of one.
    private static let count = 32

    private static let fromPFNs: VMOperations = [.open, .close, .fault, .pfnMakeWritable]
    private static let fromPages: VMOperations = [.open, .close, .fault, .pageMakeWritable]

    /// What the test module's handlers see.
    private static let module: [Test] = [
        ("pfn", fromPFNs, .faultPFN), ("page", fromPages, .faultPage),
        ("pfn-vma-lock", fromPFNs.union(.mapNoPages), .faultPFN),
        ("page-vma-lock", fromPages.union(.mapNoPages), .faultPage),
    ].flatMap { (name: String, operations: VMOperations, population: TestBufferDescription.Population) in
        let exporter = ExporterCase.testModule(name, operations, population, isNative: true)
        return [Route.descriptor, .importer, .native].map { route in
            Test("module/\(name)/\(route.rawValue)", needs: exporter.needs(by: route) + [.vmaLockFaults]) { context in
                try checkHandlers(exporter, route, isUnderVMALock: operations.contains(.mapNoPages), context)
            }
        }
    }

    private static func checkHandlers(
        _ exporter: ExporterCase, _ route: Route, isUnderVMALock: Bool, _ context: TestContext
    ) throws {
        let subject = try Subject(exporter, by: route, in: context, pages: count)
        let mapping = try subject.map()
        let device = try TestModuleDevice()
        let before = try device.statistics(of: subject.descriptor)
        for page in 0..<count { _ = mapping.withBytes { blackHole($0[page * Page.size]) } }
        let between = try device.statistics(of: subject.descriptor)
        mapping.fill(with: subject.pattern)
        let after = try device.statistics(of: subject.descriptor)

        context.equal(between.faults - before.faults, UInt64(count), "faults of as many untouched pages")
        context.equal(
            between.vmaLocked - before.vmaLocked, isUnderVMALock ? UInt64(count) : 0, "faults under the VMA's lock")
        context.equal(after.makeWritables - between.makeWritables, UInt64(count), "mkwrite calls of as many pages")
        context.equal(
            after.vmaLocked - between.vmaLocked, isUnderVMALock ? UInt64(count) : 0, "mkwrites under the VMA's lock")
    }

    /// A handler that drops the VMA's lock and wants to be called again, then mmap_lock, then gets through.
    private static let retried = Test("module/retried", needs: [.testModule, .vmaLockFaults]) { context in
        let buffer = try TestExporter().create(
            TestBufferDescription(
                size: count * Page.size, operations: [.fault, .mapNoPages], population: .faultPFN,
                misbehaviour: [.retryFault]))
        let mapping = try buffer.map()
        let pattern = context.environment.nextPattern()
        mapping.fill(with: pattern)
        let statistics = try TestModuleDevice().statistics(of: buffer.descriptor)
        context.equal(statistics.faults, 3 * UInt64(count), "faults of as many pages, each retried twice")
        context.equal(statistics.vmaLocked, UInt64(count), "of these under the VMA's lock")
        if let mismatch = mapping.mismatch(with: pattern, bufferOffset: 0) {
            context.fail("after retries: \(mismatch)")
        }
    }

    /// The first page to be read of a range that has no page table yet: vmf_map_no_pages() gets to install mm's.
    private static let pageTable = Test("module/page-table", needs: [.testModule, .vmaLockFaults]) { context in
        let buffer = try TestExporter().create(
            TestBufferDescription(
                size: count * Page.size, operations: [.fault, .mapNoPages], population: .faultPFN))
        let pattern = context.environment.nextPattern()
        try buffer.map().fill(with: pattern)
        // No neighbour of the mapping has the same page table as it.
        var place = try Mapping(anonymous: 3 * pageTableReach, protection: .none)
        let start = pageTableReach - Int(place.address % UInt(pageTableReach)) + pageTableReach / 2
        try buffer.map(over: &place, at: start)
        let device = try TestModuleDevice()
        let before = try device.statistics(of: buffer.descriptor)
        let word = place.withBytes { $0.load(fromByteOffset: start, as: UInt64.self) }
        let after = try device.statistics(of: buffer.descriptor)
        context.equalHex(word, pattern.word(at: 0), "the buffer's first word")
        context.equal(after.faults - before.faults, 1, "faults")
        context.equal(after.vmaLocked - before.vmaLocked, 1, "faults under the VMA's lock")
    }

    /// Bytes that a page table of the last level maps: it has an entry of 8 bytes for each page.
    private static let pageTableReach = Page.size / 8 * Page.size

    /// What the kernel counts for real exporters.
    private static let real: [Test] = ExporterCase.real.filter(\.canFaultIn).flatMap { exporter in
        exporter.routes.map { route in
            Test(
                "\(exporter.name)/\(route.rawValue)",
                needs: exporter.needs(by: route) + [.testModule, .vmaLockFaults, .faultLockCounters]
            ) { context in
                if let limit = exporter.limits.first(where: { $0.covers(route, "fault") }) {
                    throw SkipTest(reason: limit.reason)
                }
                try checkCounters(exporter, route, context)
            }
        }
    }

    /// Others in the machine may fault meanwhile, but not often.
    private static func checkCounters(_ exporter: ExporterCase, _ route: Route, _ context: TestContext) throws {
        let subject = try Subject(exporter, by: route, in: context, pages: exporter.fewestPages)
        // One page each: some exporters fill more of a mapping than the page that was touched.
        let mappings = try (0..<count).map { _ in MappingBox(try subject.map()) }
        guard let before = FaultLockCounters() else { return context.fail("no vma_lock_retry in /proc/vmstat") }
        for box in mappings { _ = box.mapping.withBytes { blackHole($0[0]) } }
        guard let after = FaultLockCounters() else { return context.fail("no vma_lock_retry in /proc/vmstat") }
        let (successes, retries) = (after.successes - before.successes, after.retries - before.retries)
        let text = "\(count) faults: \(successes) under the VMA's lock, \(retries) tried again under mmap_lock"
        context.note(text)
        if exporter.isFaultedUnderVMALock {
            context.check(retries < count / 4 && successes >= count, text)
        } else {
            context.check(retries >= count, text)
        }
    }

    /// Keeps the optimizer from leaving out a read that nobody uses.
    @inline(never)
    private static func blackHole(_ byte: UInt8) -> UInt8 { byte }
}
