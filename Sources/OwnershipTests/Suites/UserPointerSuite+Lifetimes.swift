// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Buffers that are queued again, and how long a queue keeps them.
extension UserPointerSuite {
    static let requeues: [Test] = [
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

    static let lifetimes: [Test] = [
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
}
