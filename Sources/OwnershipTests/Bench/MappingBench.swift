// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// What it costs to map a buffer, to unmap it, to cut a mapping in two, and to fork a process that has some.
enum MappingBench {
    static let suite = Suite("mapping", cases.map(test))

    /// virtio-gpu comes last: its device answers when the host gets to it, and fork() notices.
    private static let cases: [(exporter: ExporterCase, route: Route, pages: Int)] = [
        (.udmabuf, .descriptor, 1), (.systemHeap, .descriptor, 64), (.contiguousHeap, .descriptor, 64),
        (.faulted, .descriptor, 64), (.counted, .descriptor, 64), (.remapped, .descriptor, 64),
        (.vgem, .descriptor, 64), (.vgem, .native, 64), (.bochs, .descriptor, 64), (.bochs, .native, 64),
        (.virtioGPU, .descriptor, 64), (.virtioGPU, .native, 64),
    ]

    private static let count = 256
    /// Mappings of the process that forks.
    private static let inherited = 64

    private static func test(_ exporter: ExporterCase, _ route: Route, _ pages: Int) -> Test {
        Test("\(exporter.name)/\(route.rawValue)", needs: exporter.needs(by: route)) { context in
            if let limit = exporter.limits.first(where: { $0.covers(route, "mmap") }) {
                throw SkipTest(reason: limit.reason)
            }
            let subject = try Subject(exporter, by: route, in: context, pages: pages)
            let (maps, unmaps) = try mapAndUnmap(try subject.mapTarget())
            context.report("mmap-\(pages)", maps)
            context.report("munmap-\(pages)", unmaps)
            context.report("mmap+munmap-\(pages)", zip(maps, unmaps).map(+))
            if pages > 2 { context.report("split", try splits(of: subject)) }
            if exporter.name == ExporterCase.virtioGPU.name {
                context.reportAbsent("fork-\(inherited)", "not the same in two boots, for what the host has to do")
            } else {
                context.report("fork-\(inherited)", try forks(with: subject))
            }
        }
    }

    /// Ticks of each mmap() and of each munmap() of a mapping that nobody touched. glibc's wrappers, no more.
    private static func mapAndUnmap(_ target: MapTarget) throws -> ([UInt64], [UInt64]) {
        let length = target.pages * Page.size
        var unmaps: [UInt64] = []
        var problem: CInt = 0
        let maps = (0..<count).flatMap { _ in
            var address: UnsafeMutableRawPointer?
            let ticks = TickCounter.measure(1) { _ in
                address = mmap(
                    nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, target.descriptor, off_t(target.offset))
            }
            if address == MAP_FAILED { problem = errno }
            unmaps += TickCounter.measure(1) { _ in munmap(address, length) }
            return ticks
        }
        if problem != 0 { throw Errno(rawValue: problem) }
        return (maps, unmaps)
    }

    /// Ticks of unmapping a page in the middle.
    private static func splits(of subject: Subject) throws -> [UInt64] {
        try (0..<count).flatMap { _ in
            let mapping = try subject.map()
            let hole = UnsafeMutableRawPointer(bitPattern: mapping.address + UInt(Page.size))
            return TickCounter.measure(1) { _ in munmap(hole, Page.size) }
        }
    }

    /// Ticks of fork() in the parent.
    private static func forks(with subject: Subject) throws -> [UInt64] {
        let mappings = try (0..<inherited).map { _ in MappingBox(try subject.map()) }
        defer { withExtendedLifetime(mappings) {} }
        return try ForkMeter().ticks(65)
    }
}
