// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// vim2m, which copies a frame from one memory that it is pointed to into another.
final class Copier {
    /// In bytes: a frame of 128 by 64 pixels, of two bytes each.
    static let frameSize = 128 * 64 * 2
    static let device = VideoDevice.vim2m

    private let stream: VideoStream
    private let context: TestContext

    init(_ context: TestContext) throws {
        stream = try VideoStream(driver: Self.device.driver, bus: Self.device.bus)
        self.context = context
        for queue in [VideoQueue.output, .capture] {
            let size = try stream.setFormat(width: 128, height: 64, of: queue)
            context.equal(size, Self.frameSize, "size of a frame of the \(queue) queue")
            try stream.request(1, of: queue)
        }
    }

    /// Hands over what is to be read.
    func enqueueSource(_ address: UInt, length: Int = frameSize) throws(SystemCallError) {
        try stream.enqueue(0, address: address, length: length, used: Self.frameSize, of: .output)
    }

    /// Hands over what is to be written to.
    func enqueueTarget(_ address: UInt, length: Int = frameSize) throws(SystemCallError) {
        try stream.enqueue(0, address: address, length: length, of: .capture)
    }

    /// What the device must not write to.
    func expectTargetRefusal(_ address: UInt, _ what: String, file: String = #fileID, line: Int = #line) {
        do {
            try enqueueTarget(address)
            context.fail("\(what): expected EFAULT, saw no error (\(file):\(line))")
        } catch {
            context.check(
                error.errno == .badAddress, "\(what): expected EFAULT, saw \(error)", file: file, line: line)
        }
    }

    /// Copies a frame.
    func copy(from source: UInt, to target: UInt) throws {
        try enqueueSource(source)
        try enqueueTarget(target)
        try run()
    }

    /// Copies what is queued.
    func run() throws {
        try stream.start(.output)
        try stream.start(.capture)
        let target = try stream.dequeue(of: .capture)
        context.check(!target.isBroken, "the target has V4L2_BUF_FLAG_ERROR")
        context.equal(target.used, Self.frameSize, "bytes used of the target")
        let source = try stream.dequeue(of: .output)
        context.check(!source.isBroken, "the source has V4L2_BUF_FLAG_ERROR")
        try stream.stop(.output)
        try stream.stop(.capture)
    }
}
