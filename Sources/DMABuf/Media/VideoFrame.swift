// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// A buffer that a video device is done with: the answer to `VIDIOC_DQBUF`.
public struct VideoFrame: Sendable, Hashable {
    /// The number of the buffer in its queue.
    public let index: Int

    /// Where user space said that the buffer is.
    public let address: UInt

    /// How much of it is the frame, in bytes.
    public let used: Int

    /// Whether the device says that the frame is broken: `V4L2_BUF_FLAG_ERROR`.
    public let isBroken: Bool

    init(_ buffer: cdmabuf_video_buffer) {
        index = Int(buffer.index)
        address = UInt(buffer.place)
        used = Int(buffer.bytesused)
        isBroken = buffer.flags & UInt32(V4L2_BUF_FLAG_ERROR) != 0
    }
}
