// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
internal import SystemPackage

/// A dma-heap: `/dev/dma_heap/NAME`.
public struct HeapExporter: ~Copyable, Sendable {
    /// The heap's name, which is its buffers' exporter's name too.
    public let name: String

    /// The device's path.
    public var path: String { Self.path(of: name) }

    private let device: OwnedFileDescriptor

    /// Where a heap's device is.
    public static func path(of name: String) -> String {
        "/dev/dma_heap/\(name)"
    }

    /// The heap of the region that `cma=` reserves: `default_cma_region`, and in kernels before 6.17 `reserved`.
    public static var contiguousName: String {
        access(path(of: "default_cma_region"), F_OK) == 0 ? "default_cma_region" : "reserved"
    }

    /// Opens a heap.
    /// - Parameter name: `system` for ordinary pages.
    public init(name: String = "system") throws(SystemCallError) {
        self.name = name
        device = try OwnedFileDescriptor(opening: FilePath(Self.path(of: name)))
    }

    /// Allocates a buffer.
    ///
    /// The corresponding command is `DMA_HEAP_IOCTL_ALLOC`.
    /// - Parameters:
    ///   - size: In bytes, rounded up to pages by the kernel.
    ///   - mode: What the file descriptor may be used for.
    public borrowing func create(size: Int, mode: BufferAccess = .readWrite) throws(SystemCallError) -> Buffer {
        var argument = dma_heap_allocation_data()
        argument.len = UInt64(size)
        argument.fd_flags = UInt32(bitPattern: mode.openFlags | O_CLOEXEC)
        try SystemCall.control(
            device.descriptor, cdmabuf_heap_alloc, "DMA_HEAP_IOCTL_ALLOC", &argument, of: "\(path), \(size) bytes")
        return try Buffer(
            owning: OwnedFileDescriptor(owning: FileDescriptor(rawValue: CInt(bitPattern: argument.fd))),
            exporter: name)
    }
}
