// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// Who a video node is: the answer to `VIDIOC_QUERYCAP`.
public struct VideoCapability: Sendable, Hashable {
    /// The driver: `vivid`, `vim2m`.
    public let driver: String

    /// Where the device is: `platform:vivid-000`.
    public let bus: String

    /// Whether frames that are captured go to buffers of this node.
    public let isCapture: Bool

    /// Whether each open file has queues of its own, to read from and to write to.
    public let isMemoryToMemory: Bool

    init(_ capability: v4l2_capability) {
        driver = FixedText.string(capability.driver)
        bus = FixedText.string(capability.bus_info)
        isCapture = capability.device_caps & UInt32(V4L2_CAP_VIDEO_CAPTURE) != 0
        isMemoryToMemory = capability.device_caps & UInt32(V4L2_CAP_VIDEO_M2M) != 0
    }
}
