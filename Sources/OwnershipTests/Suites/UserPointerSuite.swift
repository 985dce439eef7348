// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// Pointers into mappings of dma-bufs, handed to video devices (`V4L2_MEMORY_USERPTR`): the device works on the buffer.
enum UserPointerSuite {
    static let suite = Suite(
        "userptr", captures + imports + copies + requeues + lifetimes + refusals + pages + trials)

    /// Whose buffers, by which way into the address space.
    static let sources: [(exporter: ExporterCase, route: Route)] = [
        (.udmabuf, .descriptor), (.udmabuf, .importer), (.udmabuf, .gemImporter),
        (.systemHeap, .descriptor), (.contiguousHeap, .descriptor),
        (.vgem, .descriptor), (.vgem, .native),
        (.faulted, .descriptor), (.faulted, .importer), (.faultedPages, .descriptor), (.remapped, .descriptor),
        (.inserted, .descriptor), (.native, .native),
        (.vividContiguous, .descriptor), (.vividContiguous, .native),
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

    // MARK: For all of them

    /// Private memory, that is: pages of a shared mapping that may only be read are refused there, too.
    private static func skipWhereForced() throws {
        guard KernelRelease.running <= KernelRelease(6, 1) else { return }
        throw SkipTest(reason: "videobuf2 of Linux 6.1 pins private pages whatever may be done to them (FOLL_FORCE)")
    }

    static func needs(_ exporter: ExporterCase, _ route: Route) -> [Requirement] {
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

    static func test(
        _ name: String, _ needs: [Requirement] = [], _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> Test {
        Test(name, needs: [.testModule, Camera.device.requirement] + needs, body: body)
    }
}
