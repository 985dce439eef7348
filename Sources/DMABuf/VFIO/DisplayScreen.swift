// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
public import SystemPackage

/// The screen of an `mbochs` display: pages of the device's video memory, which can be mapped natively and exported.
///
/// What is shown is set up by the registers that QEMU's `bochs-display` has, too. Nothing about the native mapping
/// says which dma-buf it is, as the video memory may be shown by several, or none.
public struct DisplayScreen: ~Copyable, Sendable, ClosableRoute {
    private let device: VFIODevice

    /// What the device shows.
    private let plane: VFIOPlane

    public let size: Int

    public let mapOffset: UInt64

    /// How often the driver had to be asked what it shows until it said so.
    public let queries: Int

    public var descriptor: FileDescriptor { device.descriptor }

    /// Only from the video memory's start (`mbochs_mmap()`).
    public var mapsAnyPart: Bool { false }

    /// Sets up a screen at the start of the video memory.
    init(device: consuming VFIODevice, size: Int) throws(SystemCallError) {
        let memory = try device.region(VFIO_PCI_BAR0_REGION_INDEX)
        let registers = try device.region(VFIO_PCI_BAR2_REGION_INDEX)
        let line = 256
        precondition(size % Page.size == 0 && size >= DisplayExporter.smallestSize && size <= memory.size)
        try Self.set(.enable, to: 0, registers, of: device)
        try Self.set(.width, to: UInt16(line / 4), registers, of: device)
        try Self.set(.height, to: UInt16(size / line), registers, of: device)
        try Self.set(.bitsPerPixel, to: 32, registers, of: device)
        try Self.set(.enable, to: 1, registers, of: device)
        // The first answer used to be ENOMEM, although the driver had made what it needs.
        if let shown = try? device.primaryPlane() {
            plane = shown
            queries = 1
        } else {
            guard let shown = try device.primaryPlane() else {
                throw SystemCallError(
                    call: "ioctl(VFIO_DEVICE_QUERY_GFX_PLANE)", what: "\(device.name), nothing shown",
                    errno: .noSuchAddressOrDevice)
            }
            plane = shown
            queries = 2
        }
        mapOffset = memory.offset
        self.size = size
        self.device = device
    }

    /// The screen as a dma-buf: the same one for as long as that is there.
    public borrowing func export() throws(SystemCallError) -> Buffer {
        try Buffer(owning: try device.export(plane), exporter: DisplayExporter.driver)
    }

    /// Writes to the video memory as to a register, not by a mapping.
    /// - Parameter offset: In the screen, in bytes.
    public borrowing func write(_ value: UInt16, at offset: Int) throws(SystemCallError) {
        try device.write(value, to: VFIORegion(offset: mapOffset, size: size), offset: UInt64(offset))
    }

    /// Closes the device. Mappings and dma-bufs keep the pages.
    public consuming func close() throws(SystemCallError) {
        try device.close()
    }

    /// Bochs' display registers, 16 bits each from 0x500 of the register BAR (`VBE_DISPI_INDEX_*`).
    private enum Register: UInt64 {
        case width = 1
        case height = 2
        case bitsPerPixel = 3
        case enable = 4
    }

    private static func set(
        _ register: Register, to value: UInt16, _ registers: VFIORegion, of device: borrowing VFIODevice
    ) throws(SystemCallError) {
        try device.write(value, to: registers, offset: 0x500 + 2 * register.rawValue)
    }
}
