// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// What only holds for video buffers: they have any number of dma-bufs, and none before VIDIOC_EXPBUF.
struct VideoCells: Sendable {
    private static let size = 4 * Page.size

    let device: VideoDevice

    /// A native mapping has no owner, and asking exports nothing.
    func notExported(_ context: TestContext) throws {
        let native = try device.open().create(size: Self.size)
        let mapping = try native.map()
        let before = ResourceProbe.snapshot()
        try Inquirer(context).expect(
            .notADMABuf, at: mapping.address, length: mapping.length, "a buffer that was never exported")
        for difference in ResourceProbe.snapshot().differences(from: before) {
            context.fail("the question itself left something: \(difference)")
        }
        // Both polarities: the same mapping, once there is something to answer with.
        let buffer = try native.export()
        try expectOwner(buffer.inode, of: mapping, "the same, exported", context)
    }

    /// A descriptor is all that keeps a video buffer's dma-buf: the native mapping goes on without an owner.
    func lastExportClosed(_ context: TestContext) throws {
        let native = try device.open().create(size: Self.size)
        let pattern = context.environment.nextPattern()
        let mapping = try native.map()
        mapping.fill(with: pattern)
        let buffer = try native.export()
        try expectOwner(buffer.inode, of: mapping, "exported", context)
        try buffer.close()
        // One of these takes its place in memory: whoever still points there gives the wrong answer.
        let others = try (0..<8).map { _ in try Subject(.udmabuf, by: .descriptor, in: context) }
        try Inquirer(context).expect(
            .notADMABuf, at: mapping.address, length: mapping.length, "a buffer whose only dma-buf is gone")
        withExtendedLifetime(others) {}
        context.check(mapping.mismatch(with: pattern) == nil, "the mapping shows other bytes since")
        let again = try native.export()
        try expectOwner(again.inode, of: mapping, "exported again", context)
    }

    /// The oldest dma-buf that there still is owns the native mapping.
    func severalExports(_ context: TestContext) throws {
        let native = try device.open().create(size: Self.size)
        let mapping = try native.map()
        let first = try native.export()
        try expectOwner(first.inode, of: mapping, "exported once", context)
        let second = try native.export()
        context.check(first.inode != second.inode, "two exports are one dma-buf")
        try expectOwner(first.inode, of: mapping, "exported twice", context)
        let (firstInode, secondInode) = (first.inode, second.inode)
        // A mapping keeps the first one's dma-buf when its descriptor is gone.
        let held = try first.map()
        try first.close()
        try expectOwner(firstInode, of: mapping, "while the first is still mapped", context)
        try held.unmap()
        try expectOwner(secondInode, of: mapping, "when the first is gone", context)
        try second.close()
        try Inquirer(context).expect(
            .notADMABuf, at: mapping.address, length: mapping.length, "a buffer whose dma-bufs are all gone")
    }

    /// A dma-buf whose last descriptor is closed is no answer any more, although O_PATH still keeps something of it.
    func pathHandle(_ context: TestContext) throws {
        let native = try device.open().create(size: Self.size)
        let mapping = try native.map()
        let first = try native.export()
        let second = try native.export()
        let path = FilePath("/proc/self/fd/\(first.descriptor.rawValue)")
        let handle = try OwnedFileDescriptor(opening: path, .readOnly, options: Self.pathOnly)
        try expectOwner(first.inode, of: mapping, "both open", context)
        try first.close()
        // What is freed after a grace period (SLUB_RCU_DEBUG) is then.
        MonotonicClock.pause(milliseconds: 100)
        try expectOwner(second.inode, of: mapping, "the first closed but for O_PATH", context)
        try second.close()
        try Inquirer(context).expect(
            .notADMABuf, at: mapping.address, length: mapping.length, "both closed but for O_PATH")
        try handle.close()
        try Inquirer(context).expect(.notADMABuf, at: mapping.address, length: mapping.length, "all closed")
    }

    /// O_PATH, of glibc's _GNU_SOURCE half.
    private static let pathOnly = FileDescriptor.OpenOptions(rawValue: 0o10000000)

    /// Each dma-buf owns what was mapped by it, although all of them are of the same pages.
    func severalExportsByDescriptor(_ context: TestContext) throws {
        let native = try device.open().create(size: Self.size)
        let pattern = context.environment.nextPattern()
        try native.map().fill(with: pattern)
        let first = try native.export()
        let second = try native.export()
        let here = try first.map()
        let there = try second.map()
        try expectOwner(first.inode, of: here, "mapped by the first", context)
        try expectOwner(second.inode, of: there, "mapped by the second", context)
        for mismatch in [here.mismatch(with: pattern), there.mismatch(with: pattern)].compactMap(\.self) {
            context.fail("\(mismatch)")
        }
    }

    /// A dma-buf exported O_RDONLY can be mapped to be read, has an owner then, and none for who wants to write.
    func readOnly(_ context: TestContext) throws {
        let native = try device.open().create(size: Self.size)
        let pattern = context.environment.nextPattern()
        try native.map().fill(with: pattern)
        let buffer = try native.export(mode: .readOnly)
        let mapping = try buffer.map(protection: .read)
        if let mismatch = mapping.mismatch(with: pattern) { context.fail("\(mismatch)") }
        try expectOwner(buffer.inode, of: mapping, "a read-only dma-buf", context)
        try Inquirer(context).expect(
            .noRight, at: mapping.address, length: mapping.length, asking: [.write], "a read-only dma-buf")
        do {
            _ = try buffer.map()
            context.fail("a read-only dma-buf could be mapped for writing")
        } catch {
            context.equal(error.errno, .permissionDenied, "mapping a read-only dma-buf for writing")
        }
    }

    /// A dma-buf keeps the memory, and nothing does when that is gone, too.
    func memoryGivenBack(_ context: TestContext) throws {
        let before = try Self.allocations()
        let native = try device.open().create(size: Self.size)
        let buffer = try native.export()
        try native.close()
        context.equal(try Self.allocations(), before + 1, "buffers' memory while there is a dma-buf of it")
        try buffer.close()
        context.equal(try Self.allocations(), before, "buffers' memory when the dma-buf is gone, too")
    }

    /// How many buffers of videobuf2-vmalloc have memory (mm/vmalloc.c).
    private static func allocations() throws -> Int {
        guard let text = TextFile.read("/proc/vmallocinfo") else {
            throw SkipTest(reason: "/proc/vmallocinfo cannot be read")
        }
        return text.split(separator: "\n").count { $0.contains(" vb2_vmalloc_alloc+") }
    }

    private func expectOwner(
        _ inode: UInt64, of mapping: borrowing Mapping, _ what: String, _ context: TestContext
    ) throws {
        let owner = try Inquirer(context).expectOwned(at: mapping.address, length: mapping.length, what)
        guard let owner else { return }
        context.equal(owner.inode, inode, "\(what): the owner's inode")
        context.equalHex(owner.offset, 0, "\(what): offset in the buffer")
    }
}
