// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// Whose memory a video queue works on (`enum v4l2_memory`).
public enum VideoMemory: Sendable {
    /// What user space points to: `V4L2_MEMORY_USERPTR`.
    case pointers
    /// Dma-bufs, by their descriptors: `V4L2_MEMORY_DMABUF`.
    case buffers

    var rawValue: UInt32 {
        switch self {
        case .pointers: V4L2_MEMORY_USERPTR.rawValue
        case .buffers: V4L2_MEMORY_DMABUF.rawValue
        }
    }
}
