// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc

/// One of the queues of a video node.
public enum VideoQueue: Sendable, Hashable {
    /// The device writes frames to its buffers.
    case capture
    /// The device reads frames from its buffers.
    case output

    /// `enum v4l2_buf_type`
    var bufferType: UInt32 {
        switch self {
        case .capture: V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
        case .output: V4L2_BUF_TYPE_VIDEO_OUTPUT.rawValue
        }
    }

    /// What `poll` says when a buffer can be taken back.
    var readiness: Int16 {
        switch self {
        case .capture: Int16(POLLIN)
        case .output: Int16(POLLOUT)
        }
    }
}
