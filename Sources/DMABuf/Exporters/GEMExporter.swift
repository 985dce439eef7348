// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// GEM objects of a DRM node, exported by PRIME: vgem's, and of any driver with dumb buffers.
public struct GEMExporter: ~Copyable, Sendable {
    private let node: GEMNode

    /// What the driver calls itself. The buffers' exporter is whoever implements the export: mostly DRM's core, `drm`.
    public let driver: String

    /// The node's path.
    public var path: String { node.path }

    /// Opens the first node of a driver.
    public init(driver: String = "vgem") throws(SystemCallError) {
        node = try GEMNode(driver: driver)
        self.driver = driver
    }

    /// Opens a node.
    public init(path: String) throws(SystemCallError) {
        let node = try GEMNode(path: path)
        driver = try node.driverName()
        self.node = node
    }

    /// Makes an object, to be mapped natively and to be exported.
    ///
    /// Each on a file of its own: nothing but the object itself keeps it alive.
    /// - Parameter size: In bytes, a multiple of the page size.
    public borrowing func create(size: Int) throws(SystemCallError) -> GEMNative {
        try GEMNative(node: try node.reopened(), size: size)
    }

    /// Makes an object that has not been asked where to map it.
    /// - Parameter size: In bytes, a multiple of the page size.
    public borrowing func createDumb(size: Int) throws(SystemCallError) -> GEMDumbBuffer {
        try GEMDumbBuffer(node: try node.reopened(), size: size)
    }
}
