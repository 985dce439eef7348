// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// What only holds for mbochs' screens.
struct DisplayCells: Sendable {
    private static let size = 4 * Page.size

    let display: DisplayExporter

    /// The video memory, of which a dma-buf shows a part, is the device's.
    func notOwned(_ context: TestContext) throws {
        let screen = try display.create(size: Self.size)
        let mapping = try screen.map()
        let buffer = try screen.export()
        try Inquirer(context).expect(
            .notADMABuf, at: mapping.address, length: mapping.length, "video memory that buffer \(buffer.inode) shows")
    }

    /// The driver says what it shows when it is asked, not only when it is asked again.
    func firstQuery(_ context: TestContext) throws {
        let screen = try display.create(size: Self.size)
        context.equal(screen.queries, 1, "questions until VFIO_DEVICE_QUERY_GFX_PLANE was answered")
    }

    /// write() to the device reaches the byte that a mapping at the same offset shows.
    func memoryAccess(_ context: TestContext) throws {
        let screen = try display.create(size: Self.size)
        let pattern = context.environment.nextPattern()
        let mapping = try screen.map()
        mapping.fill(with: pattern)
        let place = Page.size + 64
        try screen.write(0xBEEF, at: place)
        context.equalHex(
            mapping.withBytes { $0.load(fromByteOffset: place, as: UInt16.self) }, 0xBEEF,
            "what the mapping shows at \(place)")
        mapping.withMutableBytes {
            $0.storeBytes(of: pattern.word(at: UInt64(place)), toByteOffset: place, as: UInt64.self)
        }
        if let mismatch = mapping.mismatch(with: pattern) { context.fail("written elsewhere: \(mismatch)") }
    }

    /// A second descriptor of the same dma-buf keeps it when the first is closed.
    func exportedTwice(_ context: TestContext) throws {
        let screen = try display.create(size: Self.size)
        let pattern = context.environment.nextPattern()
        try screen.map().fill(with: pattern)
        let first = try screen.export()
        let second = try screen.export()
        context.equal(first.inode, second.inode, "the second descriptor's inode")
        try first.close()
        try expect(pattern, in: second, "after the first was closed", context)
    }

    /// A dma-buf that no descriptor can be had for is released again: what it leaves, the counters of leaks see.
    func noDescriptorLeft(_ context: TestContext) throws {
        let screen = try display.create(size: Self.size)
        let pattern = context.environment.nextPattern()
        try screen.map().fill(with: pattern)
        try DescriptorLimit.reached {
            do {
                let buffer = try screen.export()
                context.fail("there was a descriptor for buffer \(buffer.inode)")
            } catch let error as SystemCallError {
                context.equal(error.errno, .tooManyOpenFiles, "without a descriptor")
            }
        }
        try expect(pattern, in: try screen.export(), "with one", context)
    }

    /// A dma-buf that was released is made anew, of the same pages.
    func exportedAgain(_ context: TestContext) throws {
        let screen = try display.create(size: Self.size)
        let pattern = context.environment.nextPattern()
        try screen.map().fill(with: pattern)
        for round in 1...3 {
            let buffer = try screen.export()
            try expect(pattern, in: buffer, "exported \(round) times", context)
            try buffer.close()
            // Takes whatever pages were given back too early, and writes to them.
            let taker = try Mapping(anonymous: 64 * Page.size)
            taker.fill(with: context.environment.nextPattern())
        }
        let mismatch = try screen.map().mismatch(with: pattern)
        if let mismatch { context.fail("the video memory, after that: \(mismatch)") }
    }

    private func expect(
        _ pattern: PagePattern, in buffer: borrowing Buffer, _ what: String, _ context: TestContext
    ) throws {
        let mapping = try buffer.map()
        if let mismatch = mapping.mismatch(with: pattern) { context.fail("\(what): \(mismatch)") }
        let owner = try Inquirer(context).expectOwned(at: mapping.address, length: mapping.length, what)
        context.equal(owner?.inode, buffer.inode, "\(what): the owner's inode")
    }
}
