// SPDX-License-Identifier: GPL-2.0-only

/// Buffers of videobuf2, exported by a video node: vivid's, vim2m's.
public struct VideoExporter: ~Copyable, Sendable {
    private let node: VideoNode

    /// The node's path.
    public var path: String { node.path }

    /// Opens the first capture node of a driver.
    /// - Parameters:
    ///   - driver: As the driver calls itself: `vivid`.
    ///   - bus: Which of the driver's devices: `platform:vivid-001`; nil for the first.
    public init(driver: String, bus: String? = nil) throws(SystemCallError) {
        node = try VideoNode(driver: driver, bus: bus)
    }

    /// Makes a buffer, to be mapped natively and to be exported, on a file of its own.
    ///
    /// A node with one queue has one such file at a time: `EBUSY` for the second.
    /// - Parameter size: In bytes, a multiple of the page size.
    public borrowing func create(size: Int) throws(SystemCallError) -> VideoNative {
        try VideoNative(node: try node.reopened(), size: size)
    }
}
