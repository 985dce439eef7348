// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// What has to hold for an exporter's buffers by one route.
enum ExporterProperty: Sendable {
    /// The kernel knows the owner in this state.
    case state(MappingState)
    /// The mapping shows the right bytes, cut like this.
    case cut(Cut)
    /// MAP_PRIVATE is refused, or it has no owner; and it shows no physical address.
    case copyOnWrite
    /// /proc/PID/mem reads the bytes.
    case procMem
    /// Unbinding the driver takes the pages out of every page table, and the mapping keeps its owner.
    case unplugged

    /// All but those that take the device away.
    static let peaceful: [ExporterProperty] =
        MappingState.allCases.map { .state($0) } + Cut.allCases.map { .cut($0) } + [.copyOnWrite, .procMem]

    /// As tests are named after it.
    var name: String {
        switch self {
        case .state(let state): state.rawValue
        case .cut(.whole): "content"
        case .cut(let cut): cut.rawValue
        case .copyOnWrite: "private"
        case .procMem: "proc-mem"
        case .unplugged: "unplugged"
        }
    }

    var needs: [Requirement] {
        switch self {
        case .state: [.testModule, .getDMABuf]
        case .cut, .copyOnWrite, .procMem: []
        case .unplugged: [.root]
        }
    }

    func applies(to route: Route, of exporter: ExporterCase) -> Bool {
        switch self {
        case .state(let state): state.applies(to: route, of: exporter)
        case .cut(let cut): cut.applies(to: route, of: exporter)
        case .copyOnWrite: true
        case .procMem: exporter.isReadableByProcMem
        case .unplugged: exporter.binding != nil
        }
    }

    func check(_ exporter: ExporterCase, _ route: Route, _ context: TestContext) throws {
        switch self {
        case .state(let state): try state.check(Subject(exporter, by: route, in: context), context)
        case .cut(let cut): try cut.check(Subject(exporter, by: route, in: context))
        case .copyOnWrite:
            let subject = try Subject(exporter, by: route, in: context, pages: exporter.fewestPages)
            try Self.checkCopyOnWrite(subject, context)
        case .procMem: try Self.checkProcMem(Subject(exporter, by: route, in: context), context)
        case .unplugged: try UnplugCheck(exporter, route, context).run()
        }
    }

    /// Of one page: a mapping that a single remap_pfn_range() fills is where vm_pgoff can become the page's number.
    private static func checkCopyOnWrite(_ subject: Subject, _ context: TestContext) throws {
        guard let mapping = try mapPrivately(subject, context) else { return }
        // By an importer, too, it is the offset in the buffer that the VMA has: dma_buf_mmap() puts it there.
        let expected = subject.route == .native ? try subject.mapTarget().offset : 0
        if let region = try ProcessMaps.read().first(where: { $0.range.contains(mapping.address) }) {
            context.equalHex(region.offset, expected, "offset that /proc/self/maps shows of MAP_PRIVATE")
        }
        if context.environment.unmetReason(of: .getDMABuf) == nil {
            let inquirer = try Inquirer(context)
            try inquirer.expect(.invalid, at: mapping.address, length: mapping.length, "MAP_PRIVATE")
            try inquirer.expect(
                .invalid, at: mapping.address, length: mapping.length, asking: [.identify], "MAP_PRIVATE")
        }
        subject.expectContent(of: mapping, offset: 0, "MAP_PRIVATE")
    }

    private static func mapPrivately(_ subject: Subject, _ context: TestContext) throws -> Mapping? {
        do {
            return try subject.map(flags: .copyOnWrite)
        } catch let error as SystemCallError where error.call == "mmap" {
            context.equal(error.errno, .invalidArgument, "MAP_PRIVATE refused")
            return nil
        }
    }

    private static func checkProcMem(_ subject: Subject, _ context: TestContext) throws {
        let mapping = try subject.map()
        let memory = try OwnedFileDescriptor(opening: "/proc/self/mem", .readOnly)
        for place in [0, 3 * Page.size + 64] {
            var word: UInt64 = 0
            let count = try withUnsafeMutableBytes(of: &word) {
                try memory.descriptor.read(fromAbsoluteOffset: Int64(mapping.address) + Int64(place), into: $0)
            }
            context.equal(count, 8, "bytes that /proc/self/mem reads")
            context.equalHex(word, subject.pattern.word(at: UInt64(place)), "a word read through /proc/self/mem")
        }
    }
}
