// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// Pointers into mappings of dma-bufs, handed to video devices (`V4L2_MEMORY_USERPTR`): the device works on the buffer.
enum UserPointerSuite {
    static let suite = Suite(
        "userptr", captures + imports + copies + requeues + lifetimes + refusals + pages + trials)

    /// Whose buffers, by which way into the address space.
    private static let sources: [(exporter: ExporterCase, route: Route)] = [
        (.udmabuf, .descriptor), (.udmabuf, .importer), (.udmabuf, .gemImporter),
        (.systemHeap, .descriptor), (.contiguousHeap, .descriptor),
        (.vgem, .descriptor), (.vgem, .native),
        (.faulted, .descriptor), (.faulted, .importer), (.faultedPages, .descriptor), (.remapped, .descriptor),
        (.inserted, .descriptor), (.native, .native),
        (.vividContiguous, .descriptor), (.vividContiguous, .native),
    ]

    // MARK: Frames

    /// Where a frame is put in a buffer that has a page more at each end, or two behind.
    private static let places: [(name: String, offset: Int)] = [
        ("start", 0), ("second-page", Page.size), ("last-pages", 2 * Page.size),
    ]

    /// mbochs has no vmap: its pages are pinned, as they are without the series.
    private static let captures: [Test] = (sources + [(.mbochs, .descriptor)]).flatMap { exporter, route in
        places.map { place in
            test("capture/\(exporter.name)/\(route.rawValue)/\(place.name)", needs(exporter, route)) { context in
                let subject = try Subject(exporter, by: route, in: context)
                let mapping = try subject.map()
                let camera = try Camera(context)
                try camera.shoot(1, mapping.address + UInt(place.offset))
                // By the dma-buf's own descriptor: it is the buffer that has the frame, not just that mapping.
                let buffer = try subject.mapDirectly(.read)
                camera.expectFrame(in: buffer, at: place.offset, "the buffer")
                camera.expectFrame(in: mapping, at: place.offset, "the mapping")
                expectUntouched(buffer, subject, but: place.offset..<place.offset + Camera.frameSize, context)
            }
        }
    }

    /// Dma-bufs by their descriptors, the old way, which has to go on working: the contiguous device takes no pointers.
    private static let imports: [Test] = [
        (VideoDevice.vividVmalloc, ExporterCase.systemHeap), (.vividVmalloc, .vgem), (.vividVmalloc, .faulted),
        (.vividContiguous, .contiguousHeap),
        // A scatter list of one page each, one behind the other.
        (.vividContiguous, .udmabufHugePages),
    ].map { device, exporter in
        let name = device.bus.split(separator: ":").last ?? ""
        return Test("import/\(exporter.name)/\(name)", needs: [device.requirement] + exporter.needs) { context in
            let subject = try Subject(exporter, by: .descriptor, in: context)
            let camera = try Camera(importing: context, device: device)
            for _ in 1...2 {
                try subject.mapDirectly().fill(with: subject.pattern)
                try camera.shoot(1, into: try subject.descriptor)
                let buffer = try subject.mapDirectly(.read)
                // vivid writes to what the exporter's vmap shows it.
                if exporter.digests.contains(.digestByVmap) { camera.expectFrame(in: buffer, "the buffer") }
                expectUntouched(buffer, subject, but: 0..<Camera.frameSize, context)
            }
        }
    }

    /// Around a frame the buffer must be as it was.
    private static func expectUntouched(
        _ buffer: borrowing Mapping, _ subject: Subject, but frame: Range<Int>, _ context: TestContext
    ) {
        buffer.withBytes { bytes in
            for part in [0..<frame.lowerBound, frame.upperBound..<bytes.count] where !part.isEmpty {
                let mismatch = subject.pattern.mismatch(
                    in: UnsafeRawBufferPointer(rebasing: bytes[part]), offset: UInt64(part.lowerBound))
                if let mismatch { context.fail("beside the frame, from byte \(part.lowerBound) on: \(mismatch)") }
            }
        }
    }

    private static let copies: [Test] =
        sources.map { exporter, route in
            let needs = [Copier.device.requirement] + needs(exporter, route)
            return test("copy/\(exporter.name)/\(route.rawValue)", needs) { context in
                let source = try Subject(exporter, by: route, in: context)
                let target = try Subject(.faulted, by: .descriptor, in: context)
                let from = try source.map()
                let to = try target.map()
                let copier = try Copier(context)
                try copier.copy(from: from.address + UInt(2 * Page.size), to: to.address + UInt(Page.size))
                let buffer = try target.mapDirectly(.read)
                let end = Page.size + Copier.frameSize
                buffer.withBytes { bytes in
                    let frame = UnsafeRawBufferPointer(rebasing: bytes[Page.size..<end])
                    if let mismatch = source.pattern.mismatch(in: frame, offset: UInt64(2 * Page.size)) {
                        context.fail("the copy: \(mismatch)")
                    }
                }
                expectUntouched(buffer, target, but: Page.size..<end, context)
            }
        } + [
            test("copy/read-only-source", [Copier.device.requirement]) { context in
                let source = try Subject(.faulted, by: .descriptor, in: context)
                let target = try Mapping(anonymous: Copier.frameSize)
                let mapping = try source.map(.read)
                try Copier(context).copy(from: mapping.address + UInt(Page.size), to: target.address)
                source.expectContent(of: target, offset: Page.size, "the copy of what may only be read")
            },
            test("copy/read-only-target", [Copier.device.requirement]) { context in
                let target = try Subject(.faulted, by: .descriptor, in: context)
                let mapping = try target.map(.read)
                try Copier(context).expectTargetRefusal(mapping.address, "a target that may only be read")
            },
            // The same buffer on both sides, overlapping with nothing: two attachments of one device.
            test("copy/within-one-buffer", [Copier.device.requirement]) { context in
                let subject = try Subject(.faulted, by: .descriptor, in: context, pages: 8)
                let mapping = try subject.map()
                try Copier(context).copy(
                    from: mapping.address, to: mapping.address + UInt(Copier.frameSize))
                let buffer = try subject.mapDirectly(.read)
                buffer.withBytes { bytes in
                    let copy = UnsafeRawBufferPointer(rebasing: bytes[Copier.frameSize...])
                    if let mismatch = subject.pattern.mismatch(in: copy) { context.fail("the copy: \(mismatch)") }
                }
            },
        ]

    // MARK: Again

    private static let requeues: [Test] = [
        test("requeue/same-pointer") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let camera = try Camera(context)
            for turn in 1...3 {
                mapping.fill(with: subject.pattern)
                try camera.shoot(1, mapping.address)
                camera.expectFrame(in: mapping, "turn \(turn)")
            }
        },
        test("requeue/other-offset") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let camera = try Camera(context)
            try camera.shoot(1, mapping.address)
            mapping.fill(with: subject.pattern)
            try camera.shoot(1, mapping.address + UInt(2 * Page.size))
            camera.expectFrame(in: mapping, at: 2 * Page.size, "the second frame")
            expectUntouched(mapping, subject, but: 2 * Page.size..<mapping.length, context)
        },
        test("requeue/other-buffer", [.systemHeap]) { context in
            let camera = try Camera(context)
            let device = try TestModuleDevice()
            let before = try device.statistics().buffers
            do {
                let first = try Subject(.faulted, by: .descriptor, in: context)
                let mapping = try first.map()
                try camera.shoot(1, mapping.address)
            }
            context.equal(try device.statistics().buffers, before + 1, "the queue keeps the buffer: the module's count")
            let second = try Subject(.systemHeap, by: .descriptor, in: context)
            let mapping = try second.map()
            try camera.shoot(1, mapping.address)
            camera.expectFrame(in: mapping, "the second buffer")
            context.equal(try device.statistics().buffers, before, "the first buffer is released: the module's count")
        },
        // To the address alone the buffer looks the same as before.
        test("requeue/other-buffer-at-the-same-address") { context in
            let first = try Subject(.faulted, by: .descriptor, in: context)
            let second = try Subject(.faulted, by: .descriptor, in: context)
            let camera = try Camera(context)
            var range = try first.map()
            try camera.shoot(1, range.address)
            try first.mapDirectly().fill(with: first.pattern)
            let target = try second.mapTarget()
            try range.overlay(
                at: 0, with: FileDescriptor(rawValue: target.descriptor), offset: target.offset, length: range.length)
            try camera.shoot(1, range.address)
            camera.expectFrame(in: try second.mapDirectly(.read), "the buffer that is mapped there now")
            first.expectContent(of: try first.mapDirectly(.read), offset: 0, "the buffer that was")
        },
        test("requeue/pages-and-buffer-by-turns") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let memory = try Mapping(anonymous: Camera.frameSize)
            let camera = try Camera(context)
            for turn in 1...2 {
                try camera.shoot(1, memory.address)
                camera.expectFrame(in: memory, "pages, turn \(turn)")
                memory.withMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0) }
                try camera.shoot(1, mapping.address)
                camera.expectFrame(in: mapping, "the buffer, turn \(turn)")
                mapping.fill(with: subject.pattern)
            }
        },
        test("requeue/unmapped") { context in
            let camera = try Camera(context)
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let address = mapping.address
            try camera.shoot(1, address)
            try mapping.unmap()
            try camera.expectRefusal(address, "an address where the buffer was mapped once")
        },
    ]

    // MARK: How long

    private static let lifetimes: [Test] = [
        // Only the queue has the buffer: no mapping, no descriptor.
        test("lifetime/unmapped-and-closed-while-queued") { context in
            let camera = try Camera(context)
            let device = try TestModuleDevice()
            let before = try device.statistics().buffers
            // Of ordinary pages, too: these are not pinned without their buffer.
            for exporter in [ExporterCase.faulted, .faultedPages, .inserted] {
                func expect(_ count: UInt64, _ when: String) throws {
                    context.equal(
                        try device.statistics().buffers, before + count,
                        "\(exporter.name), \(when): the module's count of buffers")
                }
                do {
                    let subject = try Subject(exporter, by: .descriptor, in: context)
                    let mapping = try subject.map()
                    try camera.enqueue(1, mapping.address)
                }
                try expect(1, "queued")
                try camera.start()
                try camera.dequeue()
                try camera.stop()
                try expect(1, "stopped")
                try camera.renew()
                try expect(0, "given back")
            }
        },
        test("lifetime/unmapped-while-queued", [.systemHeap]) { context in
            for exporter in [ExporterCase.faulted, .systemHeap] {
                let subject = try Subject(exporter, by: .descriptor, in: context)
                let camera = try Camera(context)
                let mapping = try subject.map()
                try camera.enqueue(1, mapping.address + UInt(Page.size))
                try mapping.unmap()
                try camera.start()
                try camera.dequeue()
                camera.expectFrame(
                    in: try subject.mapDirectly(.read), at: Page.size, "\(exporter.name)'s buffer, mapped anew")
            }
        },
        test("lifetime/stopped-with-buffers-queued") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context, pages: 16)
            let mapping = try subject.map()
            let camera = try Camera(context)
            for index in 0..<4 { try camera.enqueue(index, mapping.address + UInt(index * Camera.frameSize)) }
            try camera.start()
            try camera.stop()
            // And they can be queued again.
            try camera.shoot(2, mapping.address + UInt(2 * Camera.frameSize))
            camera.expectFrame(in: mapping, at: 2 * Camera.frameSize, "after a stop")
        },
        test("lifetime/closed-while-streaming") { context in
            let device = try TestModuleDevice()
            let before = try device.statistics().buffers
            let camera = try Camera(context)
            do {
                let subject = try Subject(.faulted, by: .descriptor, in: context, pages: 16)
                let mapping = try subject.map()
                for index in 0..<4 { try camera.enqueue(index, mapping.address + UInt(index * Camera.frameSize)) }
                try camera.start()
            }
            try camera.close()
            context.equal(try device.statistics().buffers, before, "closed: the module's count of buffers")
        },
        test("lifetime/revoked-while-queued") { context in
            let device = try TestModuleDevice()
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let camera = try Camera(context)
            try camera.enqueue(1, mapping.address + UInt(Page.size))
            try device.revoke(subject.descriptor)
            if case .busError = try mapping.probeRead() {
            } else {
                context.fail("a mapping that was revoked can still be read")
            }
            // Importers keep what they have.
            try camera.start()
            try camera.dequeue()
            try camera.stop()
            let answer = try Inquirer(context).ask(
                at: mapping.address + UInt(Page.size), length: Camera.frameSize, asking: .digestByVmap)
            context.equalHex(answer.owner?.digest ?? 0, camera.digest, "digest of the frame in the buffer")
        },
        test("lifetime/refused-by-the-driver") { context in
            let device = try TestModuleDevice()
            let before = try device.statistics().buffers
            let camera = try Camera(context)
            do {
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                let mapping = try subject.map()
                try camera.failNextBuffer()
                try camera.expectRefusal(
                    mapping.address, "a driver that refuses the buffer", expected: .invalidArgument)
                try camera.spendFailure()
            }
            context.equal(try device.statistics().buffers, before, "refused: the module's count of buffers")
            // The queue is none the worse for it.
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            try camera.shoot(1, mapping.address)
            camera.expectFrame(in: mapping, "the next one")
        },
        test("lifetime/too-short") { context in
            let device = try TestModuleDevice()
            let before = try device.statistics().buffers
            let camera = try Camera(context)
            do {
                let subject = try Subject(.faulted, by: .descriptor, in: context)
                let mapping = try subject.map()
                try camera.expectRefusal(
                    mapping.address, length: Camera.frameSize - Page.size, "less than a frame",
                    expected: .invalidArgument)
            }
            context.equal(try device.statistics().buffers, before, "refused: the module's count of buffers")
        },
    ]

    // MARK: Which range

    private static let refusals: [Test] = [
        test("range/several-mappings-of-one-buffer") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var mapping = try subject.map()
            try mapping.protect(.write, offset: 2 * Page.size, length: Page.size)
            let camera = try Camera(context)
            try camera.shoot(1, mapping.address + UInt(Page.size))
            camera.expectFrame(in: try subject.mapDirectly(.read), at: Page.size, "the buffer")
        },
        test("range/unaligned") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            let camera = try Camera(context)
            try camera.shoot(1, mapping.address + 64)
            camera.expectFrame(in: mapping, at: 64, "the buffer")
            expectUntouched(mapping, subject, but: 64..<64 + Camera.frameSize, context)
        },
        test("range/read-only") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map(.read)
            try Camera(context).expectRefusal(mapping.address, "a buffer that may only be read")
            subject.expectContent(of: mapping, offset: 0, "the buffer")
        },
        test("range/read-only-page") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var mapping = try subject.map()
            try mapping.protect(.read, offset: 3 * Page.size, length: Page.size)
            try Camera(context).expectRefusal(mapping.address, "a buffer of which a page may only be read")
        },
        test("range/read-only-descriptor") { context in
            let buffer = try TestExporter().create(
                TestBufferDescription(size: Camera.frameSize, access: .readOnly))
            let mapping = try buffer.map(protection: .read)
            try Camera(context).expectRefusal(mapping.address, "a buffer exported to be read")
        },
        test("range/past-the-end") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            let mapping = try subject.map()
            try Camera(context).expectRefusal(
                mapping.address + UInt(3 * Page.size), "a range that ends a page behind the mapping")
        },
        test("range/two-buffers") { context in
            let first = try Subject(.faulted, by: .descriptor, in: context)
            let second = try Subject(.faulted, by: .descriptor, in: context)
            var range = try first.map()
            let target = try second.mapTarget()
            try range.overlay(
                at: 2 * Page.size, with: FileDescriptor(rawValue: target.descriptor),
                offset: target.offset + UInt64(2 * Page.size), length: 2 * Page.size)
            try Camera(context).expectRefusal(range.address, "a range of two buffers")
        },
        test("range/buffer-and-pages") { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var range = try subject.map()
            try range.overlay(
                at: 2 * Page.size, with: nil, length: 2 * Page.size, flags: [.copyOnWrite, .anonymous])
            try Camera(context).expectRefusal(range.address, "a range half of which is anonymous memory")
        },
        test("range/copy-on-write") { context in
            // Ordinary pages: private copies of them can be pinned, as ever, and the buffer stays as it was.
            let subject = try Subject(.faultedPages, by: .descriptor, in: context)
            let mapping = try subject.map(flags: .copyOnWrite)
            let camera = try Camera(context)
            try camera.shoot(1, mapping.address)
            camera.expectFrame(in: mapping, "the private copy")
            subject.expectContent(of: try subject.mapDirectly(.read), offset: 0, "the buffer")
        },
    ]

    // MARK: Not a dma-buf

    /// As without the series: all kernels.
    private static let pages: [Test] = [
        Test("pages/anonymous", needs: [Camera.device.requirement]) { context in
            let memory = try Mapping(anonymous: Camera.frameSize + Page.size)
            let camera = try Camera(context)
            for offset in [0, 16, Page.size] {
                try camera.shoot(1, memory.address + UInt(offset))
                camera.expectFrame(in: memory, at: offset, "anonymous memory from byte \(offset) on")
                memory.withMutableBytes { _ = $0.initializeMemory(as: UInt8.self, repeating: 0) }
            }
        },
        Test("pages/file", needs: [Camera.device.requirement]) { context in
            let memory = try SealedMemory(size: Camera.frameSize)
            let mapping = try Mapping(of: memory.descriptor, length: memory.size)
            let camera = try Camera(context)
            try camera.shoot(1, mapping.address)
            camera.expectFrame(in: mapping, "shared pages")
        },
        Test("pages/read-only", needs: [Camera.device.requirement]) { context in
            let memory = try Mapping(anonymous: Camera.frameSize, protection: .read)
            try skipWhereForced()
            try Camera(context).expectRefusal(memory.address, "anonymous memory that may only be read")
        },
        Test("pages/nothing-mapped", needs: [Camera.device.requirement]) { context in
            let memory = try Mapping(anonymous: Camera.frameSize, protection: .none)
            try skipWhereForced()
            try Camera(context).expectRefusal(memory.address, "memory that may not be touched")
        },
        Test("pages/copy", needs: [Copier.device.requirement]) { context in
            let source = try Mapping(anonymous: Copier.frameSize)
            let target = try Mapping(anonymous: Copier.frameSize)
            let pattern = context.environment.nextPattern()
            source.fill(with: pattern)
            try Copier(context).copy(from: source.address, to: target.address)
            if let mismatch = target.mismatch(with: pattern) { context.fail("the copy: \(mismatch)") }
        },
    ]

    // MARK: Trials

    private static let trials: [Test] = [
        test("trials/remapped-all-the-time") { context in
            try UserPointerRace(context).run()
        },
        // Of the module alone: dma_buf_vmap() warns of an exporter whose vmap fails, be it for lack of memory.
        test("trials/each-allocation-fails", [AllocationFaults.requirement]) { context in
            let camera = try Camera(context)
            for (exporter, isRefused) in [(ExporterCase.faulted, true), (.faultedPages, false)] {
                let subject = try Subject(exporter, by: .descriptor, in: context)
                let mapping = try subject.map()
                let faults = try AllocationFaults()
                var (allocations, refusals) = (0, 0)
                while try faults.fail(
                    allocations + 1,
                    of: {
                        do {
                            try camera.enqueue(1, mapping.address)
                        } catch let error as SystemCallError where [.noMemory, .badAddress].contains(error.errno) {
                            refusals += 1
                        }
                    })
                {
                    allocations += 1
                    // Whatever the queue has, it has to acquire anew.
                    try camera.stop()
                    try camera.renew()
                }
                try camera.stop()
                try camera.renew()
                context.note("\(exporter.name): \(allocations) allocations, \(refusals) refusals")
                context.check(allocations > 0, "\(exporter.name): nothing was allocated")
                // Ordinary pages are pinned where the buffer cannot be imported.
                context.check(refusals > 0 || !isRefused, "\(exporter.name): no failure was told")
                try camera.shoot(1, mapping.address)
                camera.expectFrame(in: mapping, "\(exporter.name), when nothing fails")
            }
        },
    ]

    /// Private memory, that is: pages of a shared mapping that may only be read are refused there, too.
    private static func skipWhereForced() throws {
        guard KernelRelease.running <= KernelRelease(6, 1) else { return }
        throw SkipTest(reason: "videobuf2 of Linux 6.1 pins private pages whatever may be done to them (FOLL_FORCE)")
    }

    private static func needs(_ exporter: ExporterCase, _ route: Route) -> [Requirement] {
        let ordinary: [Requirement] =
            switch exporter.name {
            case ExporterCase.udmabuf.name: [udmabufWithVmap]
            case ExporterCase.contiguousHeap.name: [contiguousMemoryNotPinned]
            default: []
            }
        return exporter.needs + route.needs + ordinary
    }

    /// Its pages can be moved out of the contiguous memory before they are pinned for long only if they are not
    /// udmabuf's.
    private static let udmabufWithVmap = Requirement { _ in
        guard KernelRelease.running <= KernelRelease(6, 1) else { return nil }
        return "udmabuf of Linux 6.1 has no vmap: its pages are pinned, if they are not in the CMA area (ENOMEM)"
    }

    /// Pages of the CMA heap are ordinary ones in 6.1, and whoever pins them tries to move them for ever.
    private static let contiguousMemoryNotPinned = Requirement { _ in
        guard KernelRelease.running <= KernelRelease(6, 1) else { return nil }
        do {
            let mapping = try TestExporter().create(TestBufferDescription(size: Camera.frameSize)).map()
            let stream = try VideoStream(driver: Camera.device.driver, bus: Camera.device.bus)
            _ = try stream.setFormat(width: 128, height: 64, of: .capture)
            try stream.request(1, of: .capture)
            try stream.enqueue(0, address: mapping.address, length: Camera.frameSize, of: .capture)
            return nil
        } catch {
            return "this kernel pins pages of dma-bufs, and Linux 6.1 hangs on those of the CMA heap (\(error))"
        }
    }

    private static func test(
        _ name: String, _ needs: [Requirement] = [], _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, Camera.device.requirement] + needs, body: body)
    }
}
