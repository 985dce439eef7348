// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// An open video node, `/dev/videoN`, with single-planar buffers of the capture queue.
///
/// The file that makes buffers owns the queue until it gives them back; others get `EBUSY`. A memory-to-memory device
/// has a queue for each file.
public struct VideoNode: ~Copyable, Sendable {
    /// The node's path.
    public let path: String

    private let owned: OwnedFileDescriptor

    /// The node's file descriptor, lent.
    public var descriptor: FileDescriptor { owned.descriptor }

    /// Opens a node.
    public init(path: String) throws(SystemCallError) {
        self.path = path
        owned = try OwnedFileDescriptor(opening: FilePath(path))
    }

    /// Opens the first node of a driver.
    /// - Parameters:
    ///   - driver: As the driver calls itself: `vivid`.
    ///   - bus: Which of the driver's devices: `platform:vivid-001`; nil for the first.
    /// - Throws: `ENODEV` if no node is that driver's.
    public init(driver: String, bus: String? = nil) throws(SystemCallError) {
        for index in 0..<64 {
            // A node that cannot be opened is not the one that was asked for: those can.
            guard let node = try? VideoNode(path: "/dev/video\(index)"), let capability = try? node.capability()
            else { continue }
            let isWanted = capability.driver == driver && (capability.isCapture || capability.isMemoryToMemory)
            if isWanted && (bus == nil || capability.bus == bus) {
                self = node
                return
            }
        }
        throw SystemCallError(
            call: "open", what: "/dev/video* of the driver \(driver)\(bus.map { " at \($0)" } ?? "")",
            errno: Errno(rawValue: ENODEV))
    }

    /// A file of its own on the same node.
    public borrowing func reopened() throws(SystemCallError) -> VideoNode {
        try VideoNode(path: path)
    }

    /// Closes the file, and with it its queues.
    consuming func close() throws(SystemCallError) {
        try owned.close()
    }

    /// Who the node is.
    ///
    /// The corresponding command is `VIDIOC_QUERYCAP`.
    public borrowing func capability() throws(SystemCallError) -> VideoCapability {
        var argument = v4l2_capability()
        try SystemCall.control(
            descriptor, cdmabuf_video_query_capability, "VIDIOC_QUERYCAP", &argument, of: path)
        return VideoCapability(argument)
    }

    /// Asks for the smallest frames there are, so that a buffer may have any size from there up.
    ///
    /// The corresponding command is `VIDIOC_S_FMT`: the driver corrects the size to what it can do.
    /// - Returns: The size of a frame, in bytes.
    borrowing func setSmallestFormat() throws(SystemCallError) -> Int {
        var argument = cdmabuf_video_format()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.width = 1
        argument.height = 1
        argument.pixelformat = cdmabuf_video_pixel_format_yuyv
        try SystemCall.control(
            descriptor, cdmabuf_video_set_format, "VIDIOC_S_FMT", &argument, of: "\(path), the smallest frame")
        return Int(argument.sizeimage)
    }

    /// Makes a buffer, beside those that the file has already.
    ///
    /// The corresponding command is `VIDIOC_CREATE_BUFS`, with `V4L2_MEMORY_MMAP`.
    /// - Parameter size: In bytes, at least a frame's.
    /// - Returns: The buffer's index.
    borrowing func createBuffer(size: Int) throws(SystemCallError) -> UInt32 {
        var argument = cdmabuf_video_create_buffers()
        argument.count = 1
        argument.memory = V4L2_MEMORY_MMAP.rawValue
        argument.format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.format.pixelformat = cdmabuf_video_pixel_format_yuyv
        argument.format.sizeimage = UInt32(size)
        try SystemCall.control(
            descriptor, cdmabuf_video_create_buffers_command, "VIDIOC_CREATE_BUFS", &argument,
            of: "\(path), \(size) bytes")
        return argument.index
    }

    /// Where a buffer can be mapped on this node, and how long it is, in bytes.
    ///
    /// The corresponding command is `VIDIOC_QUERYBUF`. The offset is a cookie: it selects the buffer, and the mapping
    /// always starts at the buffer's first byte (`vb2_mmap()`).
    borrowing func place(of index: UInt32) throws(SystemCallError) -> (offset: UInt64, length: Int) {
        var argument = cdmabuf_video_buffer()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.memory = V4L2_MEMORY_MMAP.rawValue
        argument.index = index
        try SystemCall.control(
            descriptor, cdmabuf_video_query_buffer, "VIDIOC_QUERYBUF", &argument, of: "\(path), buffer \(index)")
        return (UInt64(UInt32(truncatingIfNeeded: argument.place)), Int(argument.length))
    }

    /// Exports a buffer as a dma-buf: a new one each time.
    ///
    /// The corresponding command is `VIDIOC_EXPBUF`.
    borrowing func export(_ index: UInt32, mode: BufferAccess) throws(SystemCallError) -> OwnedFileDescriptor {
        var argument = v4l2_exportbuffer()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.index = index
        argument.flags = UInt32(bitPattern: mode.openFlags | O_CLOEXEC)
        argument.fd = -1
        try SystemCall.control(
            descriptor, cdmabuf_video_export_buffer, "VIDIOC_EXPBUF", &argument, of: "\(path), buffer \(index)")
        return OwnedFileDescriptor(owning: FileDescriptor(rawValue: argument.fd))
    }

    /// Gives all buffers of the queue back. Mappings and dma-bufs keep their memory.
    ///
    /// The corresponding command is `VIDIOC_REQBUFS` with a count of zero.
    borrowing func releaseBuffers() throws(SystemCallError) {
        var argument = v4l2_requestbuffers()
        argument.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        argument.memory = V4L2_MEMORY_MMAP.rawValue
        try SystemCall.control(
            descriptor, cdmabuf_video_request_buffers, "VIDIOC_REQBUFS", &argument, of: "\(path), none")
    }
}
