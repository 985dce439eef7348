// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// What has happened to a mapping, or to what it was made of, before the kernel is asked about it.
enum MappingState: String, Sendable, CaseIterable {
    case whole
    case interior
    case pageOffset = "offset"
    /// The middle third unmapped.
    case split
    /// The middle third read-only, so that there are three VMAs.
    case protected
    case moved
    case forked
    case descriptorClosed = "fd-closed"
    /// GEM handles, or the test module's mmap offsets.
    case handleClosed = "handle-closed"

    func applies(to route: Route, of exporter: ExporterCase) -> Bool {
        switch self {
        case .pageOffset: exporter.takesOffsets(route)
        case .handleClosed: route != .descriptor || exporter.routes.contains(.native)
        default: true
        }
    }

    /// Brings a mapping of the subject's into the state, and asks who owns it.
    func check(_ subject: Subject, _ context: TestContext) throws {
        let page = Page.size
        switch self {
        case .whole:
            let mapping = try subject.map()
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        case .interior:
            let mapping = try subject.map()
            let inside = 2 * page + 0x123
            try subject.expectOwner(at: mapping.address + UInt(inside), length: page + 5, offset: inside)
            try subject.expectOwner(at: mapping.end - 1, length: 1, offset: mapping.length - 1)
        case .pageOffset:
            let mapping = try subject.map(fromPage: 2, pages: 3)
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 2 * page)
        case .split:
            var head = try subject.map()
            let tail = try head.unmapHole(at: 2 * page, length: 2 * page)
            try subject.expectOwner(at: head.address, length: head.length, offset: 0)
            try subject.expectOwner(at: tail.address, length: tail.length, offset: 4 * page)
            try subject.expectRefusal(.noSuchMapping, at: head.end, length: page, "the hole")
            try subject.expectRefusal(
                .noSuchMapping, at: head.address, length: Subject.standardPages * page, "across the hole")
        case .protected:
            var mapping = try subject.map()
            try mapping.protect(.read, offset: 2 * page, length: 2 * page)
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
            try subject.expectOwner(at: mapping.address + UInt(2 * page), length: 2 * page, offset: 2 * page)
            try subject.expectOwner(
                at: mapping.address + UInt(4 * page), length: 2 * page, offset: 4 * page, write: true)
            try subject.expectRefusal(
                .noRight, at: mapping.address, length: mapping.length, write: true, "writing across a read-only part")
        case .moved:
            var mapping = try subject.map()
            let before = mapping.address
            try mapping.move()
            context.check(mapping.address != before, "mremap() left the mapping where it was")
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
            try subject.expectRefusal(.noSuchMapping, at: before, length: page, "where it was before")
        case .forked:
            let mapping = try subject.map()
            let (address, length) = (mapping.address, mapping.length)
            try context.inChild("in a forked child") { child in
                try subject.expectOwner(at: address, length: length, offset: 0, in: child)
            }
            try subject.expectOwner(at: address, length: length, offset: 0)
        case .descriptorClosed:
            let mapping = try subject.map()
            try subject.closeDescriptor()
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        case .handleClosed:
            let mapping = try subject.map()
            try subject.closeHandles()
            try subject.expectOwner(at: mapping.address, length: mapping.length, offset: 0)
        }
    }
}
