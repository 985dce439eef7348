// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// What a process holds of dma-bufs is found wholly, counted rightly, and left as it is.
enum HoldingsSuite {
    static let suite = Suite("holdings", Route.allCases.map(mappedOnce) + counted + copies + processes)

    private static func mappedOnce(by route: Route) -> Test {
        test("mapped/\(route.rawValue)", needs: route.needs) { context in
            let subject = try Subject(.native, by: route, in: context)
            let mapping = try subject.map()
            let totals = try held(subject, context)
            expect(totals, descriptors: 1, [(route.holding, 1, 1, subject.size)], context)
            let only = try holdings(getpid()).restricted(toBuffer: subject.inode).mappings.first
            context.equal(only?.region.range, mapping.range, "the mapping's addresses")
            context.equal(only?.offset, 0, "its offset in the buffer")
            context.equal(totals?.buffer.exporter, subject.exporter.exporterName, "exporter")
            context.equal(totals?.buffer.size, UInt64(subject.size), "size of the buffer")
        }
    }

    private static let counted: [Test] = [
        test("every-route-at-once") { context in
            let buffer = try Subject(.native, by: .native, in: context)
            let imported = try ModuleImport(try buffer.descriptor, device: try TestModuleDevice())
            let native = try buffer.map()
            let direct = try buffer.mapDirectly()
            let forwarded = try imported.map(length: 2 * Page.size)
            expect(
                try held(buffer, context), descriptors: 1,
                [(.native, 1, 1, buffer.size), (.file, 2, 2, buffer.size + 2 * Page.size)], context)
            try native.unmap()
            expect(
                try held(buffer, context), descriptors: 1, [(.file, 2, 2, buffer.size + 2 * Page.size)], context)
            try direct.unmap()
            expect(try held(buffer, context), descriptors: 1, [(.file, 1, 1, 2 * Page.size)], context)
            try forwarded.unmap()
            expect(try held(buffer, context), descriptors: 1, [], context)
        },
        test("split") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var mapping = try subject.map()
            try mapping.protect(.read, offset: 2 * Page.size, length: Page.size)
            expect(try held(subject, context), descriptors: 1, [(.file, 1, 3, subject.size)], context)
            let tail = try mapping.unmapHole(at: 2 * Page.size, length: Page.size)
            expect(
                try held(subject, context), descriptors: 1, [(.file, 2, 2, subject.size - Page.size)], context)
            let offsets = try holdings(getpid()).restricted(toBuffer: subject.inode).mappings.map(\.offset)
            context.equal(offsets, [0, UInt64(3 * Page.size)], "offsets of the two parts")
            try tail.unmap()
        },
        test("several-times") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let first = try subject.map()
            let second = try subject.map()
            let part = try subject.map(fromPage: 1, pages: 2)
            expect(
                try held(subject, context), descriptors: 1,
                [(.file, 3, 3, 2 * subject.size + 2 * Page.size)], context)
            for mapping in [first.range, second.range, part.range] {
                context.check(!mapping.isEmpty, "an empty mapping")
            }
        },
        test("held-but-not-mapped") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let second = try OwnedFileDescriptor(duplicating: try subject.descriptor)
            expect(try held(subject, context), descriptors: 2, [], context)
            try second.close()
            expect(try held(subject, context), descriptors: 1, [], context)
        },
        test("mapped-but-not-held") { context in
            let subject = try Subject(.native, by: .native, in: context)
            let mapping = try subject.map()
            try subject.closeDescriptor()
            try subject.closeHandles()
            expect(try held(subject, context), descriptors: 0, [(.native, 1, 1, mapping.length)], context)
        },
        test("by-exporter", needs: [.systemHeap, .udmabuf]) { context in
            let subjects = try [ExporterCase.systemHeap, .systemHeap, .udmabuf].map {
                try Subject($0, by: .descriptor, in: context)
            }
            let before = try HoldingsTotals([holdings(getpid())])
            let mapping = try subjects[1].map()
            let after = try HoldingsTotals([holdings(getpid())])
            for (name, buffers, mapped) in [("system", 2, mapping.length), ("udmabuf", 1, 0)] {
                let totals = after.exporters.first { $0.exporter == name }
                context.equal(totals?.buffers, buffers, "\(name)'s buffers")
                context.equal(totals?.size, UInt64(buffers * subjects[0].size), "\(name)'s bytes")
                context.equal(totals?.amount.mapped.bytes, UInt64(mapped), "\(name)'s mapped bytes")
            }
            context.equal(after.size, before.size, "held bytes, which do not grow with a mapping")
        },
        test("not-exported", needs: [.vgem, .bufferList]) { context in
            let object = try GEMExporter().create(size: 2 * Page.size)
            let mapping = try object.map()
            let before = ResourceProbe.snapshot()
            let found = try holdings(getpid())
            for difference in ResourceProbe.snapshot().differences(from: before) {
                context.fail("looking changed something: \(difference)")
            }
            let owner = found.mappings.first { $0.region.range.contains(mapping.address) }
            context.check(owner != nil, "the mapping is not listed")
            context.check(owner?.route == nil, "an object that was never exported is a dma-buf's")
        },
    ]

    private static let copies: [Test] = [
        test("copy-on-write/fd") { context in
            let subject = try Subject(.faultedPages, by: .descriptor, in: context)
            let mapping = try subject.map(pages: 2, flags: .copyOnWrite)
            let found = try holdings(getpid()).mappings.first { $0.region.range == mapping.range }
            context.equal(found?.isCopyOnWrite, true, "copy-on-write")
            context.equal(found?.buffer?.inode, subject.inode, "the buffer below")
            expect(try held(subject, context), descriptors: 1, [(.file, 1, 1, mapping.length)], context)
        },
        test("copy-on-write/native") { context in
            let subject = try Subject(.nativePages, by: .native, in: context)
            let mapping = try subject.map(pages: 2, flags: .copyOnWrite)
            let totals = HoldingsTotals([try holdings(getpid())])
            context.equal(totals.unattributed.bytes, UInt64(mapping.length), "bytes of no known buffer")
            expect(try held(subject, context), descriptors: 1, [], context)
        },
    ]

    private static let processes: [Test] = [
        test("other-process") { context in
            let subject = try Subject(.faulted, by: .importer, in: context)
            let mapping = try subject.map(fromPage: 1)
            let child = try ForkedProcess()
            let identifier = child.identifier
            try mapping.unmap()
            let length = subject.size - Page.size
            expect(try held(subject, context, of: identifier), descriptors: 1, [(.file, 1, 1, length)], context)
            expect(try held(subject, context), descriptors: 1, [], context)
            let everybody = try QuerySource().report(buffer: subject.inode)
            context.equal(everybody.processes.map(\.process).sorted(), [getpid(), identifier].sorted(), "holders")
            expect(everybody.totals.buffers.first, descriptors: 2, [(.file, 1, 1, length)], context)
            try child.end()
            try expectGone("a process that was reaped", context) { try holdings(identifier) }
        },
        test("ended-but-not-reaped") { context in
            let child = try ForkedProcess()
            kill(child.identifier)
            try expectGone("a zombie", context) { try holdings(child.identifier) }
            try child.end()
        },
        test("ends-meanwhile") { context in
            let child = try ForkedProcess()
            let device = try TestModuleDevice()
            var questions = 0
            try expectGone("a process that ends at the second question", context) {
                try ProcessHoldings(of: child.identifier) { query throws(SystemCallError) in
                    questions += 1
                    if questions == 2 { kill(child.identifier) }
                    return try device.query(query)
                }
            }
            context.equal(questions, 2, "questions")
            try child.end()
        },
        test("mapping-goes-meanwhile") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let device = try TestModuleDevice()
            let (address, length) = try subject.map().relinquish()
            var isMapped = true
            let found = try ProcessHoldings(of: getpid()) { query throws(SystemCallError) in
                if isMapped { munmap(UnsafeMutableRawPointer(bitPattern: address), length) }
                isMapped = false
                return try device.query(query)
            }
            let mapping = found.mappings.first { $0.region.range.contains(address) }
            context.check(mapping?.route == nil, "what is not mapped any more is a dma-buf's")
        },
        test("kernel-thread") { context in
            let found = try holdings(2)
            context.check(found.mappings.isEmpty && found.isEmpty, "kthreadd has memory of its own")
        },
    ]

    private static func test(
        _ name: String, needs: [Requirement] = [], _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, .getDMABuf] + needs, body: body)
    }

    private static func holdings(_ process: Int32) throws -> ProcessHoldings {
        try QuerySource().holdings(of: process)
    }

    private static func held(
        _ subject: Subject, _ context: TestContext, of process: Int32 = getpid()
    ) throws -> BufferTotals? {
        let found = try holdings(process)
        context.check(found.limitation == nil, "limited: \(String(describing: found.limitation))")
        return HoldingsTotals([found]).buffers.first { $0.buffer.inode == subject.inode }
    }

    /// The totals must be these, and nothing by a route that is not named.
    private static func expect(
        _ totals: BufferTotals?, descriptors: Int, _ routes: [(MappingRoute, times: Int, regions: Int, bytes: Int)],
        _ context: TestContext, file: String = #fileID, line: Int = #line
    ) {
        guard let amount = totals?.amount else {
            context.fail("the buffer is not found (\(file):\(line))")
            return
        }
        context.equal(amount.descriptors, descriptors, "descriptors", file: file, line: line)
        for route in MappingRoute.allCases {
            let expected = routes.first { $0.0 == route }
            let (seen, what) = (amount[route], "by \(route.rawValue)")
            context.equal(seen.times, expected?.times ?? 0, "times mapped \(what)", file: file, line: line)
            context.equal(seen.regions, expected?.regions ?? 0, "VMAs \(what)", file: file, line: line)
            context.equal(seen.bytes, UInt64(expected?.bytes ?? 0), "mapped bytes \(what)", file: file, line: line)
        }
    }

    private static func expectGone(
        _ what: String, _ context: TestContext, _ body: () throws -> ProcessHoldings
    ) throws {
        do {
            let found = try body()
            context.fail("\(what): expected that there is no such process, saw \(found.mappings.count) mappings")
        } catch let failure as QueryFailure {
            context.equal(failure.reason, "no-such-process", what)
        }
    }

    /// Ends a child, which stays to be waited for.
    private static func kill(_ process: Int32) {
        _ = Glibc.kill(process, SIGKILL)
        var information = siginfo_t()
        while waitid(P_PID, id_t(process), &information, WEXITED | WNOWAIT) < 0, errno == EINTR {}
    }
}

extension Route {
    /// What the kernel remembers of it.
    fileprivate var holding: MappingRoute { self == .native ? .native : .file }
}
