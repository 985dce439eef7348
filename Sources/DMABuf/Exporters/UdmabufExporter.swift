// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
internal import SystemPackage

/// `/dev/udmabuf`: makes a dma-buf of a sealed memfd's pages.
public struct UdmabufExporter: ~Copyable, Sendable {
    /// The device.
    public static let path = "/dev/udmabuf"

    /// What the buffers' exporter is called.
    public static let exporterName = "udmabuf"

    private let device: OwnedFileDescriptor

    /// Opens the device.
    public init() throws(SystemCallError) {
        device = try OwnedFileDescriptor(opening: FilePath(Self.path))
    }

    /// Makes a memfd, and a buffer of it.
    /// - Parameter size: In bytes, a multiple of the page size.
    public borrowing func create(size: Int) throws(SystemCallError) -> Buffer {
        let memory = try SealedMemory(size: size)
        return try create(of: memory, offset: 0, size: size)
    }

    /// Makes a buffer of a part of a memfd, which may be mapped and closed independently.
    /// - Parameters:
    ///   - memory: The memfd.
    ///   - offset: In bytes, a multiple of the page size.
    ///   - size: In bytes, a multiple of the page size.
    public borrowing func create(
        of memory: borrowing SealedMemory, offset: Int, size: Int
    ) throws(SystemCallError) -> Buffer {
        var argument = udmabuf_create()
        argument.memfd = UInt32(memory.descriptor.rawValue)
        argument.flags = UInt32(UDMABUF_FLAGS_CLOEXEC)
        argument.offset = UInt64(offset)
        argument.size = UInt64(size)
        let descriptor = try SystemCall.control(
            device.descriptor, cdmabuf_udmabuf_create, "UDMABUF_CREATE", &argument,
            of: "\(Self.path), \(size) bytes at \(offset) of a memfd")
        return try Buffer(
            owning: OwnedFileDescriptor(owning: FileDescriptor(rawValue: descriptor)), exporter: Self.exporterName)
    }
}
