// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// An open video node that frames are read from or written to, in memory that is user space's.
///
/// The queues, and what they hold on to, end with their owner's life.
public struct VideoStream: ~Copyable, Sendable {
    private let node: VideoNode
    private let memory: VideoMemory

    /// Opens a driver's node.
    /// - Parameters:
    ///   - driver: As the driver calls itself: `vivid`.
    ///   - bus: Which of the driver's devices: `platform:vivid-001`; nil for the first.
    ///   - memory: What its queues take.
    public init(driver: String, bus: String? = nil, memory: VideoMemory = .pointers) throws(SystemCallError) {
        node = try VideoNode(driver: driver, bus: bus)
        self.memory = memory
    }

    /// Closes the node, queued buffers or not, and says so if that failed.
    public consuming func close() throws(SystemCallError) {
        try node.close()
    }

    /// Asks for frames of 16 bits a pixel (`V4L2_PIX_FMT_RGB565`).
    ///
    /// The corresponding command is `VIDIOC_S_FMT`.
    /// - Parameters:
    ///   - width: In pixels.
    ///   - height: In pixels.
    /// - Returns: The size of a frame in bytes: the driver corrects what it cannot do.
    public borrowing func setFormat(
        width: Int, height: Int, of queue: VideoQueue
    ) throws(SystemCallError) -> Int {
        var argument = cdmabuf_video_format()
        argument.type = queue.bufferType
        argument.width = UInt32(width)
        argument.height = UInt32(height)
        argument.pixelformat = cdmabuf_video_pixel_format_rgb565
        try control(cdmabuf_video_set_format, "VIDIOC_S_FMT", &argument, "frames of \(width) by \(height) pixels")
        return Int(argument.sizeimage)
    }

    /// Sets up the queue for buffers of user space; none gives back those it has.
    ///
    /// The corresponding command is `VIDIOC_REQBUFS`.
    /// - Throws: `EINVAL` for a queue that does not take such memory.
    public borrowing func request(_ count: Int, of queue: VideoQueue) throws(SystemCallError) {
        var argument = v4l2_requestbuffers()
        argument.count = UInt32(count)
        argument.type = queue.bufferType
        argument.memory = memory.rawValue
        try control(cdmabuf_video_request_buffers, "VIDIOC_REQBUFS", &argument, "\(count) \(memory)")
    }

    /// Hands a buffer to the device.
    ///
    /// The corresponding command is `VIDIOC_QBUF`.
    /// - Parameters:
    ///   - index: Which of those asked for by ``request(_:of:)``.
    ///   - address: Where the buffer starts.
    ///   - length: Of the buffer, in bytes, at least a frame's.
    ///   - used: How much of it is data for the device to read, in bytes.
    /// - Throws: `EFAULT` for memory that a device cannot be given.
    public borrowing func enqueue(
        _ index: Int, address: UInt, length: Int, used: Int = 0, of queue: VideoQueue
    ) throws(SystemCallError) {
        var argument = buffer(of: queue)
        argument.index = UInt32(index)
        argument.place = UInt(address)
        argument.length = UInt32(length)
        argument.bytesused = UInt32(used)
        try control(
            cdmabuf_video_queue_buffer, "VIDIOC_QBUF", &argument,
            "buffer \(index), \(length) bytes at \(hexadecimal: UInt64(address))")
    }

    /// Hands a dma-buf to the device, from its start on.
    ///
    /// The corresponding command is `VIDIOC_QBUF`.
    /// - Parameter index: Which of those asked for by ``request(_:of:)``.
    public borrowing func enqueue(
        _ index: Int, dmaBuf: FileDescriptor, of queue: VideoQueue
    ) throws(SystemCallError) {
        var argument = buffer(of: queue)
        argument.index = UInt32(index)
        // `m.fd`, the lower half of the union.
        argument.place = UInt(dmaBuf.rawValue)
        try control(
            cdmabuf_video_queue_buffer, "VIDIOC_QBUF", &argument, "buffer \(index), descriptor \(dmaBuf.rawValue)")
    }

    /// Takes back a buffer that the device is done with.
    ///
    /// The corresponding functions are `poll` and `VIDIOC_DQBUF`.
    /// - Parameter timeout: How long to wait for one, in milliseconds.
    /// - Throws: `ETIMEDOUT` if none was done in that time.
    public borrowing func dequeue(
        of queue: VideoQueue, timeout: Int32 = 10_000
    ) throws(SystemCallError) -> VideoFrame {
        var wanted = pollfd(fd: node.descriptor.rawValue, events: queue.readiness, revents: 0)
        if try SystemCall.checking("poll", of: node.path, { poll(&wanted, 1, timeout) }) == 0 {
            throw SystemCallError(call: "poll", what: node.path, errno: Errno(rawValue: ETIMEDOUT))
        }
        var argument = buffer(of: queue)
        try control(cdmabuf_video_dequeue_buffer, "VIDIOC_DQBUF", &argument, "a buffer")
        return VideoFrame(argument)
    }

    /// Has the device begin.
    ///
    /// The corresponding command is `VIDIOC_STREAMON`.
    public borrowing func start(_ queue: VideoQueue) throws(SystemCallError) {
        var argument = queue.bufferType
        try control(cdmabuf_video_stream_on, "VIDIOC_STREAMON", &argument, "\(queue)")
    }

    /// Has the device stop: it forgets what is queued.
    ///
    /// The corresponding command is `VIDIOC_STREAMOFF`.
    public borrowing func stop(_ queue: VideoQueue) throws(SystemCallError) {
        var argument = queue.bufferType
        try control(cdmabuf_video_stream_off, "VIDIOC_STREAMOFF", &argument, "\(queue)")
    }

    /// Has vivid's frames show the pattern alone, without the time: each one the same.
    public borrowing func hideText() throws(SystemCallError) {
        try set(cdmabuf_vivid_text_mode, cdmabuf_vivid_text_mode_none, "no text")
    }

    /// Has a node of analogue video see NTSC, which puts the format back: vivid's frames of PAL have a line of noise.
    ///
    /// The corresponding command is `VIDIOC_S_STD`.
    public borrowing func setNTSC() throws(SystemCallError) {
        var argument = cdmabuf_video_standard_ntsc
        try control(cdmabuf_video_set_standard, "VIDIOC_S_STD", &argument, "NTSC")
    }

    /// Has vivid's driver refuse the next buffer, after its memory was acquired.
    public borrowing func failNextBuffer() throws(SystemCallError) {
        try set(cdmabuf_vivid_prepare_error, 1, "an error in buf_prepare")
    }

    private borrowing func set(_ control: UInt32, _ value: Int32, _ what: String) throws(SystemCallError) {
        var argument = v4l2_control(id: control, value: value)
        try self.control(cdmabuf_video_set_control, "VIDIOC_S_CTRL", &argument, what)
    }

    private borrowing func buffer(of queue: VideoQueue) -> cdmabuf_video_buffer {
        var argument = cdmabuf_video_buffer()
        argument.type = queue.bufferType
        argument.memory = memory.rawValue
        return argument
    }

    private borrowing func control<Argument: BitwiseCopyable>(
        _ command: UInt, _ name: StaticString, _ argument: inout Argument, _ what: String
    ) throws(SystemCallError) {
        try SystemCall.control(node.descriptor, command, name, &argument, of: "\(node.path), \(what)")
    }
}
