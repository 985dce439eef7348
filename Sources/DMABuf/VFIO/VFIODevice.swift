// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// A device opened by its VFIO group, in a container of its own.
public struct VFIODevice: ~Copyable, Sendable {
    /// The device's name.
    public let name: String

    // The container and the group have to stay open for as long as the device is.
    private let container: OwnedFileDescriptor
    private let group: OwnedFileDescriptor
    private let owned: OwnedFileDescriptor

    /// The device's file descriptor, lent.
    public var descriptor: FileDescriptor { owned.descriptor }

    /// Where the containers come from.
    public static let containerPath = "/dev/vfio/vfio"

    /// Opens the only device of a group.
    ///
    /// The corresponding commands are `VFIO_GROUP_SET_CONTAINER`, `VFIO_SET_IOMMU` and `VFIO_GROUP_GET_DEVICE_FD`.
    /// - Parameters:
    ///   - name: As sysfs calls the device; a mediated device's UUID.
    ///   - group: The group's number.
    public init(name: String, group number: Int) throws(SystemCallError) {
        let container = try OwnedFileDescriptor(opening: FilePath(Self.containerPath))
        let path = "/dev/vfio/\(number)"
        let group = try OwnedFileDescriptor(opening: FilePath(path))
        var containerNumber = container.descriptor.rawValue
        try SystemCall.control(
            group.descriptor, cdmabuf_vfio_group_set_container, "VFIO_GROUP_SET_CONTAINER", &containerNumber, of: path)
        try SystemCall.checking(
            "ioctl(VFIO_SET_IOMMU)", of: Self.containerPath,
            result: cdmabuf_ioctl(
                container.descriptor.rawValue, cdmabuf_vfio_set_iommu,
                UnsafeMutableRawPointer(bitPattern: UInt(VFIO_TYPE1_IOMMU))))
        let device = try SystemCall.checking(
            "ioctl(VFIO_GROUP_GET_DEVICE_FD)", of: "\(path), \(name)",
            result: name.withCString {
                cdmabuf_ioctl(
                    group.descriptor.rawValue, cdmabuf_vfio_group_get_device, UnsafeMutableRawPointer(mutating: $0))
            })
        self.name = name
        self.container = container
        self.group = group
        owned = OwnedFileDescriptor(owning: FileDescriptor(rawValue: device))
    }

    /// Closes the device, and its group and container.
    public consuming func close() throws(SystemCallError) {
        try owned.close()
    }

    /// Where a region is in the device's file.
    ///
    /// The corresponding command is `VFIO_DEVICE_GET_REGION_INFO`.
    /// - Parameter index: Of the region: `VFIO_PCI_BAR0_REGION_INDEX` is 0.
    public borrowing func region(_ index: Int) throws(SystemCallError) -> VFIORegion {
        var argument = vfio_region_info()
        argument.argsz = UInt32(MemoryLayout<vfio_region_info>.size)
        argument.index = UInt32(index)
        try SystemCall.control(
            descriptor, cdmabuf_vfio_get_region_info, "VFIO_DEVICE_GET_REGION_INFO", &argument,
            of: "\(name), region \(index)")
        return VFIORegion(offset: argument.offset, size: Int(argument.size))
    }

    /// Writes a 16-bit register.
    ///
    /// The corresponding C function is `pwrite`.
    /// - Parameters:
    ///   - region: Which the register is in.
    ///   - offset: In the region, in bytes.
    public borrowing func write(
        _ value: UInt16, to region: VFIORegion, offset: UInt64
    ) throws(SystemCallError) {
        let number = descriptor.rawValue
        let count = try SystemCall.checking("pwrite", of: "\(name), register at \(hexadecimal: offset)") {
            CInt(
                truncatingIfNeeded: withUnsafeBytes(of: value.littleEndian) {
                    pwrite(number, $0.baseAddress, $0.count, off_t(region.offset + offset))
                })
        }
        if count != 2 {
            throw SystemCallError(
                call: "pwrite", what: "\(name), register at \(hexadecimal: offset)", errno: .ioError)
        }
    }

    /// What the device shows on its primary plane; nil if nothing.
    ///
    /// The corresponding command is `VFIO_DEVICE_QUERY_GFX_PLANE`.
    public borrowing func primaryPlane() throws(SystemCallError) -> VFIOPlane? {
        var argument = cdmabuf_vfio_plane()
        argument.argsz = UInt32(MemoryLayout<cdmabuf_vfio_plane>.size)
        argument.flags = UInt32(VFIO_GFX_PLANE_TYPE_DMABUF)
        argument.plane_type = cdmabuf_vfio_primary_plane
        try SystemCall.control(
            descriptor, cdmabuf_vfio_query_plane, "VFIO_DEVICE_QUERY_GFX_PLANE", &argument, of: name)
        return argument.format == 0 ? nil : VFIOPlane(argument)
    }

    /// The dma-buf of a plane.
    ///
    /// The corresponding command is `VFIO_DEVICE_GET_GFX_DMABUF`.
    public borrowing func export(_ plane: VFIOPlane) throws(SystemCallError) -> OwnedFileDescriptor {
        var identifier = plane.identifier
        let number = try SystemCall.control(
            descriptor, cdmabuf_vfio_get_plane_buffer, "VFIO_DEVICE_GET_GFX_DMABUF", &identifier,
            of: "\(name), plane \(plane.identifier)")
        return OwnedFileDescriptor(owning: FileDescriptor(rawValue: number))
    }
}
