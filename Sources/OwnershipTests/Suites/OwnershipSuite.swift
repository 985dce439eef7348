// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Every exporter by every route in every state: the kernel names the right buffer, at the right offset, and the
/// bytes behind it prove it.
enum OwnershipSuite {
    static let suite = Suite(
        "ownership",
        ExporterCase.all.flatMap { exporter in
            exporter.routes.flatMap { route in
                MappingState.allCases.filter { $0.applies(to: route, of: exporter) }.map { state in
                    Test(
                        "\(exporter.name)/\(route.rawValue)/\(state.rawValue)",
                        needs: [.testModule, .getDMABuf] + exporter.needs + route.needs
                    ) { context in
                        try check(state, Subject(exporter, by: route, in: context), context)
                    }
                }
            }
        })

    /// Pages of each buffer: three parts of two, so that a part, too, has an inside.
    private static let pages = Subject.standardPages

    private static func check(_ state: MappingState, _ subject: Subject, _ context: TestContext) throws {
        let page = Page.size
        switch state {
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
            try subject.expectRefusal(.noSuchMapping, at: head.address, length: pages * page, "across the hole")
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
