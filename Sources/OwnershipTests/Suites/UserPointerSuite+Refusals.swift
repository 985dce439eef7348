// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// What a device must not be given, and what it is given while things go wrong.
extension UserPointerSuite {
    static let refusals: [Test] = [
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

    static let trials: [Test] = [
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
}
