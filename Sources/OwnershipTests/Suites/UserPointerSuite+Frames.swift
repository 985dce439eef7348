// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Frames that a device writes to a buffer, and reads from one.
extension UserPointerSuite {
    /// Where a frame is put in a buffer that has a page more at each end, or two behind.
    private static let places: [(name: String, offset: Int)] = [
        ("start", 0), ("second-page", Page.size), ("last-pages", 2 * Page.size),
    ]

    /// mbochs has no vmap: its pages are pinned, as they are without the series.
    static let captures: [Test] = (sources + [(.mbochs, .descriptor)]).flatMap { exporter, route in
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
    static let imports: [Test] = [
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
    static func expectUntouched(
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

    static let copies: [Test] =
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
}
