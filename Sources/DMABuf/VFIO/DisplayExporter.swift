// SPDX-License-Identifier: GPL-2.0-only

/// The sample driver `mbochs`: a display without hardware, whose screen a VFIO device gives as a dma-buf.
public struct DisplayExporter: Sendable {
    /// The mediated device's parent, and the buffers' exporter's name.
    public static let driver = "mbochs"

    /// 4 MiB of video memory.
    public static let type = "mbochs-small"

    /// The smallest screen has 64 lines of 64 pixels of 4 bytes.
    public static let smallestSize = 64 * 64 * 4

    /// The mediated device.
    public let identifier: String

    /// - Parameter identifier: The UUID of a ``MediatedDevice`` of that driver and type.
    public init(identifier: String) {
        self.identifier = identifier
    }

    /// Opens the device and sets up a screen. One at a time: a VFIO group can be open once.
    /// - Parameter size: In bytes: whole pages, at least ``smallestSize``.
    public func create(size: Int) throws(SystemCallError) -> DisplayScreen {
        let device = try VFIODevice(name: identifier, group: try MediatedDevice.group(of: identifier))
        return try DisplayScreen(device: device, size: size)
    }
}
