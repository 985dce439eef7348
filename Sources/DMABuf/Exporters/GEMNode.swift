// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// An open primary DRM node, such as vgem's `/dev/dri/card0`.
///
/// The primary node, because dumb buffers are refused on render nodes.
public struct GEMNode: ~Copyable, Sendable {
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
    /// - Parameter driver: As the driver calls itself: `vgem`.
    /// - Throws: `ENODEV` if no node is that driver's.
    public init(driver: String) throws(SystemCallError) {
        for index in 0..<64 {
            // A node that cannot be opened is not the one that was asked for: vgem's can.
            guard let node = try? GEMNode(path: "/dev/dri/card\(index)"), let name = try? node.driverName()
            else { continue }
            if name == driver {
                self = node
                return
            }
        }
        throw SystemCallError(
            call: "open", what: "/dev/dri/card* of the driver \(driver)", errno: Errno(rawValue: ENODEV))
    }

    /// A file of its own on the same node: handles and rights are per file.
    public borrowing func reopened() throws(SystemCallError) -> GEMNode {
        try GEMNode(path: path)
    }

    /// What the driver calls itself.
    ///
    /// The corresponding command is `DRM_IOCTL_VERSION`.
    public borrowing func driverName() throws(SystemCallError) -> String {
        // Longer than any driver's name; a longer one comes back cut off.
        var name = InlineArray<64, UInt8>(repeating: 0)
        var argument = cdmabuf_drm_version()
        let result = withUnsafeMutableBytes(of: &name) { bytes in
            argument.name = UInt64(UInt(bitPattern: bytes.baseAddress))
            argument.name_len = UInt64(bytes.count)
            return cdmabuf_ioctl(descriptor.rawValue, cdmabuf_drm_version_command, &argument)
        }
        try SystemCall.checking("ioctl(DRM_IOCTL_VERSION)", of: path, result: result)
        return withUnsafeBytes(of: &name) { bytes in
            String(decoding: bytes.prefix(Int(argument.name_len)), as: UTF8.self)
        }
    }

    /// Makes a dumb buffer object: linear memory.
    ///
    /// The corresponding command is `DRM_IOCTL_MODE_CREATE_DUMB`.
    /// - Parameter size: In bytes, a multiple of the page size.
    /// - Returns: The object's handle on this file.
    borrowing func createDumb(size: Int) throws(SystemCallError) -> UInt32 {
        precondition(size > 0 && size % Page.size == 0, "a dumb buffer of \(size) bytes")
        var argument = cdmabuf_drm_create_dumb()
        // A line is one page, so that no driver's pitch alignment changes the size.
        argument.width = UInt32(Page.size / 4)
        argument.height = UInt32(size / Page.size)
        argument.bpp = 32
        try SystemCall.control(
            descriptor, cdmabuf_drm_create_dumb_command, "DRM_IOCTL_MODE_CREATE_DUMB", &argument,
            of: "\(path), \(size) bytes")
        return argument.handle
    }

    /// Where to map an object on this node.
    ///
    /// The corresponding command is `DRM_IOCTL_MODE_MAP_DUMB`.
    borrowing func mapOffset(of handle: UInt32) throws(SystemCallError) -> UInt64 {
        var argument = cdmabuf_drm_map_dumb()
        argument.handle = handle
        try SystemCall.control(
            descriptor, cdmabuf_drm_map_dumb_command, "DRM_IOCTL_MODE_MAP_DUMB", &argument,
            of: "\(path), handle \(handle)")
        return argument.offset
    }

    /// Exports an object as a dma-buf.
    ///
    /// The corresponding command is `DRM_IOCTL_PRIME_HANDLE_TO_FD`.
    borrowing func export(_ handle: UInt32, mode: BufferAccess) throws(SystemCallError) -> OwnedFileDescriptor {
        var argument = cdmabuf_drm_prime_handle()
        argument.handle = handle
        argument.flags = UInt32(bitPattern: mode.openFlags | O_CLOEXEC)
        argument.fd = -1
        try SystemCall.control(
            descriptor, cdmabuf_drm_prime_handle_to_fd, "DRM_IOCTL_PRIME_HANDLE_TO_FD", &argument,
            of: "\(path), handle \(handle)")
        return OwnedFileDescriptor(owning: FileDescriptor(rawValue: argument.fd))
    }

    /// Imports a dma-buf.
    ///
    /// The corresponding command is `DRM_IOCTL_PRIME_FD_TO_HANDLE`.
    /// - Returns: The object's handle on this file.
    public borrowing func importBuffer(_ buffer: FileDescriptor) throws(SystemCallError) -> UInt32 {
        var argument = cdmabuf_drm_prime_handle()
        argument.fd = buffer.rawValue
        try SystemCall.control(
            descriptor, cdmabuf_drm_prime_fd_to_handle, "DRM_IOCTL_PRIME_FD_TO_HANDLE", &argument,
            of: "\(path), descriptor \(buffer.rawValue)")
        return argument.handle
    }

    /// Gives up an object's handle.
    ///
    /// The corresponding command is `DRM_IOCTL_GEM_CLOSE`.
    public borrowing func closeHandle(_ handle: UInt32) throws(SystemCallError) {
        var argument = cdmabuf_drm_gem_close()
        argument.handle = handle
        try SystemCall.control(
            descriptor, cdmabuf_drm_gem_close_command, "DRM_IOCTL_GEM_CLOSE", &argument,
            of: "\(path), handle \(handle)")
    }
}
