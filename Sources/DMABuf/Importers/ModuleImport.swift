// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
public import SystemPackage

/// A dma-buf imported by the test module, which forwards mappings with `dma_buf_mmap()`. Released with its owner.
public struct ModuleImport: ~Copyable, Sendable, ClosableRoute {
    private let cookie: MapCookie

    public let size: Int

    public var descriptor: FileDescriptor { cookie.device.descriptor }

    public var mapOffset: UInt64 { cookie.offset }

    public var mapsAnyPart: Bool { true }

    /// Imports a dma-buf: `DVT_IMPORT`.
    /// - Parameters:
    ///   - buffer: Any exporter's.
    ///   - device: The module, of which this takes a duplicate.
    public init(_ buffer: FileDescriptor, device: borrowing TestModuleDevice) throws(SystemCallError) {
        let device = try device.duplicate()
        var argument = dvt_import()
        argument.size = UInt32(MemoryLayout<dvt_import>.size)
        argument.fd = buffer.rawValue
        try device.control(cdmabuf_dvt_import, "DVT_IMPORT", &argument, of: "descriptor \(buffer.rawValue)")
        cookie = MapCookie(device: device, offset: argument.mmap_offset)
        size = Int(argument.length)
    }

    /// Releases the offset: `DVT_RELEASE`. Mappings stay.
    public consuming func close() throws(SystemCallError) {
        try cookie.release()
    }
}
