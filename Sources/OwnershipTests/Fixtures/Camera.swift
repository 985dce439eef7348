// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// vivid, which writes the same frame over and over, to the memory that it is pointed to.
///
/// Memory of nobody's, pinned page by page as ever, shows what a frame looks like.
final class Camera {
    /// In bytes: a frame of 128 by 64 pixels, of two bytes each.
    static let frameSize = 128 * 64 * 2
    static let framePages = frameSize / Page.size
    static let device = VideoDevice.vividVmalloc

    /// CRC-32 of a frame.
    let digest: UInt32

    private var stream: VideoStream?
    private let reference: Mapping
    private let context: TestContext

    /// - Parameter buffers: How many may be queued at a time.
    init(_ context: TestContext, buffers: Int = 4) throws {
        let stream = try Self.stream(of: Self.device, context)
        try stream.request(buffers, of: .capture)
        reference = try Mapping(anonymous: Self.frameSize)
        try stream.enqueue(0, address: reference.address, length: Self.frameSize, of: .capture)
        try stream.start(.capture)
        let frame = try stream.dequeue(of: .capture)
        try stream.stop(.capture)
        context.equal(frame.index, 0, "the first buffer")
        context.check(reference.withBytes { Set($0).count > 1 }, "the frame is blank: it would show nothing")
        digest = reference.digest()
        self.stream = consume stream
        self.context = context
    }

    /// The camera of a device that writes to dma-bufs. What its frames look like, one that is pointed to memory shows.
    init(importing context: TestContext, device: VideoDevice) throws {
        let ordinary = try Camera(context)
        digest = ordinary.digest
        reference = try Mapping(anonymous: Self.frameSize)
        try ordinary.close()
        let stream = try Self.stream(of: device, memory: .buffers, context)
        try stream.request(4, of: .capture)
        self.stream = consume stream
        self.context = context
    }

    private static func stream(
        of device: VideoDevice, memory: VideoMemory = .pointers, _ context: TestContext
    ) throws -> VideoStream {
        let stream = try VideoStream(driver: device.driver, bus: device.bus, memory: memory)
        try stream.setNTSC()
        context.equal(try stream.setFormat(width: 128, height: 64, of: .capture), frameSize, "size of a frame")
        try stream.hideText()
        return stream
    }

    func enqueue(_ index: Int, _ address: UInt, length: Int = frameSize) throws {
        try stream?.enqueue(index, address: address, length: length, of: .capture)
    }

    /// Takes back a buffer, which has to be a whole frame.
    @discardableResult
    func dequeue() throws -> VideoFrame {
        guard let frame = try stream?.dequeue(of: .capture) else { throw Errno.badFileDescriptor }
        context.check(!frame.isBroken, "buffer \(frame.index) has V4L2_BUF_FLAG_ERROR")
        context.equal(frame.used, Self.frameSize, "bytes used of buffer \(frame.index)")
        return frame
    }

    func start() throws { try stream?.start(.capture) }

    func stop() throws { try stream?.stop(.capture) }

    /// One frame, from start to stop.
    func shoot(_ index: Int, _ address: UInt, length: Int = frameSize) throws {
        try enqueue(index, address, length: length)
        try start()
        let frame = try dequeue()
        context.equal(frame.index, index, "the buffer that came back")
        context.equalHex(frame.address, address, "its address")
        try stop()
    }

    /// One frame to a dma-buf, from start to stop.
    func shoot(_ index: Int, into dmaBuf: FileDescriptor) throws {
        try stream?.enqueue(index, dmaBuf: dmaBuf, of: .capture)
        try start()
        let frame = try dequeue()
        context.equal(frame.index, index, "the buffer that came back")
        try stop()
    }

    /// Has the driver refuse the next buffer, which it never sees if videobuf2 refuses it.
    func failNextBuffer() throws { try stream?.failNextBuffer() }

    /// Sees to it that ``failNextBuffer()`` is over, and not left to the next test.
    func spendFailure() throws {
        do {
            try enqueue(0, reference.address)
        } catch let error as SystemCallError where error.errno == .invalidArgument {}
        try stop()
    }

    /// Gives up the queue's buffers, and asks for as many as before.
    func renew(buffers: Int = 4) throws {
        try stream?.request(0, of: .capture)
        try stream?.request(buffers, of: .capture)
    }

    func close() throws {
        try stream.take()?.close()
    }

    /// What the device must not be given.
    func expectRefusal(
        _ address: UInt, length: Int = frameSize, _ what: String, expected: Errno = .badAddress,
        file: String = #fileID, line: Int = #line
    ) throws {
        do {
            try stream?.enqueue(1, address: address, length: length, of: .capture)
            context.fail("\(what): expected \(ErrnoName.of(expected)), saw no error (\(file):\(line))")
        } catch {
            context.check(
                error.errno == expected, "\(what): expected \(ErrnoName.of(expected)), saw \(error)", file: file,
                line: line)
        }
    }

    /// The frame has to be at `offset` of the memory, in bytes.
    func expectFrame(
        in memory: borrowing Mapping, at offset: Int = 0, _ what: String, file: String = #fileID, line: Int = #line
    ) {
        context.equalHex(
            memory.digest(offset: offset, length: Self.frameSize), digest, "\(what): digest of the frame", file: file,
            line: line)
    }
}
