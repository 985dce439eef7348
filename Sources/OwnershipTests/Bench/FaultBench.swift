// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf

/// What it costs to touch a page of a mapping for the first time.
enum FaultBench {
    static let suite = Suite("fault", exporters.flatMap(tests) + others)

    /// Pages of each buffer: what the smallest display device has room for.
    private static let pages = 256

    /// An access that takes at least that many ticks was a fault; one that is none takes a few.
    private static let fewestTicksOfAFault: UInt64 = 100

    private static let exporters: [ExporterCase] =
        ExporterCase.classes.filter(\.canFaultIn)
        + [.contiguousHeap, .vgem, .virtioGPU, .qxl, .bochs]

    /// Mappings that are no dma-buf's, whose faults have nothing to pay.
    private static let others: [Test] = [
        Test("anonymous", needs: []) { context in
            try report(context) { try Mapping(anonymous: pages * Page.size) }
        },
        Test("memfd/shared", needs: []) { context in
            let memory = try filledMemory()
            try report(context) { try Mapping(of: memory.descriptor, length: memory.size) }
        },
        Test("memfd/private", needs: []) { context in
            let memory = try filledMemory()
            try report(context) { try Mapping(of: memory.descriptor, length: memory.size, flags: .copyOnWrite) }
        },
    ]

    private static func filledMemory() throws -> SealedMemory {
        let memory = try SealedMemory(size: pages * Page.size)
        try Mapping(of: memory.descriptor, length: memory.size).fill(with: PagePattern(buffer: 1))
        return memory
    }

    private static func tests(of exporter: ExporterCase) -> [Test] {
        exporter.routes.filter { $0 == .descriptor || $0 == .native }.map { route in
            Test("\(exporter.name)/\(route.rawValue)", needs: exporter.needs(by: route)) { context in
                if let limit = exporter.limits.first(where: { $0.covers(route, "fault") }) {
                    throw SkipTest(reason: limit.reason)
                }
                try measure(exporter, route, in: context)
            }
        }
    }

    private static func measure(_ exporter: ExporterCase, _ route: Route, in context: TestContext) throws {
        // Filled, so that memory which is made when it is first touched is there.
        let subject = try Subject(exporter, by: route, in: context, pages: pages)
        try report(context) { try subject.map() }
        guard exporter.exporterName == TestModuleDevice.exporterName, route == .descriptor else { return }
        let device = try TestModuleDevice()
        context.report(
            "read-after-zap",
            try faults(of: { try subject.map() }) { mapping in
                _ = touch(mapping, write: false)
                try device.relocate(subject.descriptor)
                return touch(mapping, write: false)
            })
    }

    /// Of the accesses to a new mapping, those that faulted: some exporters map several pages at a time.
    private static func faults(
        of map: () throws -> Mapping, _ body: (borrowing Mapping) throws -> [UInt64]
    ) throws -> [UInt64] {
        try body(map()).filter { $0 >= fewestTicksOfAFault }
    }

    /// Reads and writes of pages that nobody touched in this mapping before, and writes of pages that were read.
    private static func report(_ context: TestContext, _ map: () throws -> Mapping) throws {
        context.report("read", try faults(of: map) { touch($0, write: false) })
        context.report("write", try faults(of: map) { touch($0, write: true) })
        let upgrades = try faults(of: map) { mapping in
            _ = touch(mapping, write: false)
            return touch(mapping, write: true)
        }
        if !upgrades.isEmpty { context.report("write-after-read", upgrades) }
    }

    /// Ticks of the first access to each page.
    static func touch(_ mapping: borrowing Mapping, write: Bool) -> [UInt64] {
        let (address, size) = (mapping.address, UInt(Page.size))
        return write
            ? TickCounter.measure(mapping.length / Page.size) { cdmabuf_store(address + UInt($0) * size) }
            : TickCounter.measure(mapping.length / Page.size) { cdmabuf_load(address + UInt($0) * size) }
    }
}
