// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// A V4L2 capture device that writes frames into a dma-buf.
struct Camera {
    /// vivid's control "OSD Text Mode", which no header has, and its value "None".
    private static let vividTextMode: (control: UInt32, none: Int32) = (0x00f0_f001, 2)

    private static let patience: Int32 = 10_000

    let path: String

    /// Of a line, in bytes.
    let stride: Int

    /// Of a frame, in bytes.
    let size: Int

    /// Sets the frames' format, and has vivid show its pattern without the time in it, so that each frame is the same.
    init(path: String) throws(SystemCallError) {
        let file = try OwnedFileDescriptor(opening: FilePath(path))
        var format = v4l2_format()
        format.type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        // The driver corrects what it cannot do.
        format.fmt.pix.width = 360
        format.fmt.pix.height = 240
        format.fmt.pix.pixelformat = cdmabuf_video_pixel_format_yuyv
        try Self.control(file, cdmabuf_video_set_format, "VIDIOC_S_FMT", &format, path)
        var text = v4l2_control(id: Self.vividTextMode.control, value: Self.vividTextMode.none)
        try Self.control(file, cdmabuf_video_set_control, "VIDIOC_S_CTRL", &text, path)
        self.path = path
        stride = Int(format.fmt.pix.bytesperline)
        size = Int(format.fmt.pix.sizeimage)
    }

    /// One frame, copied by `read`: what to compare with.
    func read() throws(SystemCallError) -> [UInt8] {
        let file = try OwnedFileDescriptor(opening: FilePath(path))
        var frame = [UInt8](repeating: 0, count: size)
        let count = frame.withUnsafeMutableBytes { Glibc.read(file.descriptor.rawValue, $0.baseAddress, $0.count) }
        guard count == size else {
            throw SystemCallError(call: "read", what: path, errno: count < 0 ? Errno(rawValue: errno) : .ioError)
        }
        return frame
    }

    /// One frame, written to the start of a dma-buf by the device.
    func capture(into dmabuf: FileDescriptor) throws(SystemCallError) {
        // Closing it ends the stream, and lets go of the buffer.
        let file = try OwnedFileDescriptor(opening: FilePath(path))
        var type = V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        var request = v4l2_requestbuffers()
        request.count = 1
        request.type = type
        request.memory = V4L2_MEMORY_DMABUF.rawValue
        try Self.control(file, cdmabuf_video_request_buffers, "VIDIOC_REQBUFS", &request, path)

        // The device is given the buffer, not the pointer: V4L2 imports from a buffer's start.
        var buffer = v4l2_buffer()
        buffer.type = type
        buffer.memory = V4L2_MEMORY_DMABUF.rawValue
        buffer.m.fd = dmabuf.rawValue
        try Self.control(file, cdmabuf_video_queue_buffer, "VIDIOC_QBUF", &buffer, path)
        try Self.control(file, cdmabuf_video_stream_on, "VIDIOC_STREAMON", &type, path)

        var ready = pollfd(fd: file.descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        let count = poll(&ready, 1, Self.patience)
        guard count == 1 else {
            throw SystemCallError(
                call: "poll", what: path, errno: Errno(rawValue: count < 0 ? errno : ETIMEDOUT))
        }
        try Self.control(file, cdmabuf_video_dequeue_buffer, "VIDIOC_DQBUF", &buffer, path)
        guard buffer.flags & UInt32(V4L2_BUF_FLAG_ERROR) == 0 else {
            throw SystemCallError(call: "VIDIOC_DQBUF", what: path, errno: .ioError)
        }
    }

    private static func control<Argument>(
        _ file: borrowing OwnedFileDescriptor, _ command: UInt, _ name: String, _ argument: inout Argument,
        _ path: String
    ) throws(SystemCallError) {
        let number = file.descriptor.rawValue
        let result = withUnsafeMutablePointer(to: &argument) { cdmabuf_ioctl(number, command, $0) }
        guard result >= 0 else { throw SystemCallError(call: name, what: path, errno: Errno(rawValue: -result)) }
    }
}
