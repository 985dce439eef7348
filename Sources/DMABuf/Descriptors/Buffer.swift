// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// A dma-buf, held by a file descriptor of its own.
public struct Buffer: ~Copyable, Sendable, ClosableRoute {
    private let owned: OwnedFileDescriptor

    /// The exporter's name as `/proc/PID/fdinfo` and an ownership query show it.
    public let exporter: String

    /// In bytes.
    public let size: Int

    /// The inode number, which tells one dma-buf from another.
    public let inode: UInt64

    /// The file descriptor, lent.
    public var descriptor: FileDescriptor { owned.descriptor }

    public var mapOffset: UInt64 { 0 }

    public var mapsAnyPart: Bool { true }

    /// Takes over a dma-buf's file descriptor, and asks it for its size and inode, and its exporter's name.
    ///
    /// The corresponding C functions are `lseek` and `fstat`; the name is in `/proc/self/fdinfo`.
    /// - Throws: `EINVAL` as of `lseek`, or of the fdinfo file, for a descriptor of something else.
    public init(owning descriptor: consuming OwnedFileDescriptor) throws(SystemCallError) {
        let exporter = try FileDescriptorInformation.exporterName(of: descriptor.descriptor)
        try self.init(owning: descriptor, exporter: exporter)
    }

    /// As ``init(owning:)``, with an exporter that is known.
    public init(owning descriptor: consuming OwnedFileDescriptor, exporter: String) throws(SystemCallError) {
        let number = descriptor.descriptor.rawValue
        let end = lseek(number, 0, SEEK_END)
        if end < 0 {
            throw SystemCallError(
                call: "lseek", what: "\(exporter)'s dma-buf, descriptor \(number)",
                errno: Errno(rawValue: Glibc.errno))
        }
        var status = stat()
        try SystemCall.checking("fstat", of: "\(exporter)'s dma-buf, descriptor \(number)") {
            fstat(number, &status)
        }
        self.owned = descriptor
        self.exporter = exporter
        self.size = Int(end)
        self.inode = UInt64(status.st_ino)
    }

    /// A second file descriptor of the same dma-buf.
    public borrowing func duplicate() throws(SystemCallError) -> Buffer {
        try Buffer(owning: try owned.duplicate(), exporter: exporter)
    }

    /// Closes the file descriptor. Mappings and importers keep the dma-buf alive.
    public consuming func close() throws(SystemCallError) {
        try take().close()
    }

    /// Gives the file descriptor away.
    public consuming func take() -> OwnedFileDescriptor {
        owned
    }

    /// Gives the buffer a name, which an ownership query shows.
    ///
    /// The corresponding command is `DMA_BUF_SET_NAME`.
    /// - Parameter name: Up to 31 bytes.
    public borrowing func setName(_ name: String) throws(SystemCallError) {
        let result = name.withCString {
            cdmabuf_ioctl(descriptor.rawValue, cdmabuf_set_name, UnsafeMutableRawPointer(mutating: $0))
        }
        try SystemCall.checking("ioctl(DMA_BUF_SET_NAME)", of: "\(exporter)'s dma-buf, name \(name)", result: result)
    }

    /// Brackets an access by the processor.
    ///
    /// The corresponding command is `DMA_BUF_IOCTL_SYNC`.
    /// - Parameters:
    ///   - access: What the processor is going to do, or did: ``Protection/read``, ``Protection/write`` or both.
    ///   - end: Whether the access is over.
    public borrowing func synchronize(_ access: Protection, end: Bool) throws(SystemCallError) {
        var argument = dma_buf_sync()
        if access.contains(.read) { argument.flags |= UInt64(DMA_BUF_SYNC_READ) }
        if access.contains(.write) { argument.flags |= UInt64(DMA_BUF_SYNC_WRITE) }
        if end { argument.flags |= UInt64(DMA_BUF_SYNC_END) }
        try SystemCall.control(
            descriptor, cdmabuf_sync, "DMA_BUF_IOCTL_SYNC", &argument, of: "\(exporter)'s dma-buf")
    }
}
