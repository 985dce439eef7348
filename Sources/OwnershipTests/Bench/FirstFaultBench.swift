// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import SystemPackage

/// What it costs to touch the first page of a mapping where there is not even a page table yet.
///
/// udmabuf is measured so because its first fault maps the whole VMA; huge faults because mm asks for those only there.
enum FirstFaultBench {
    static let suite = Suite("first-fault", [test(.udmabuf, pages: 1), test(.hugeFaulted, pages: hugePages)])

    private static let count = 256
    /// A huge page's.
    private static let hugePages = 512

    private static func test(_ exporter: ExporterCase, pages: Int) -> Test {
        Test("\(exporter.name)/\(Route.descriptor.rawValue)", needs: exporter.needs) { context in
            let subject = try Subject(exporter, by: .descriptor, in: context, pages: pages)
            let target = try subject.mapTarget()
            context.report("read", try faults(of: target, write: false))
            context.report("write", try faults(of: target, write: true))
        }
    }

    private static func faults(of target: MapTarget, write: Bool) throws -> [UInt64] {
        let length = target.pages * Page.size
        let huge = UInt(hugePages * Page.size)
        return try (0..<count).flatMap { _ in
            // Nothing else is in the huge page's range, whose table goes when the mapping does.
            var room = try Mapping(anonymous: 3 * Int(huge), protection: .none)
            let start = (room.address + huge - 1) / huge * huge
            try room.overlay(
                at: Int(start - room.address), with: FileDescriptor(rawValue: target.descriptor),
                offset: target.offset, length: length)
            return TickCounter.measure(1) { _ in write ? cdmabuf_store(start) : cdmabuf_load(start) }
        }
    }
}
