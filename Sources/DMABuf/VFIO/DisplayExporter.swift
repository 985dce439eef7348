// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import SystemPackage

/// The sample driver `mbochs`: a display without hardware, whose screen a VFIO device gives as a dma-buf.
///
/// What the screen shows is set up by the registers that QEMU's `bochs-display` has, too.
public struct DisplayExporter: ~Copyable, Sendable {
    /// The mediated device's parent, and the buffers' exporter's name.
    public static let driver = "mbochs"

    /// 4 MiB of video memory.
    public static let type = "mbochs-small"

    private let device: VFIODevice
    private let memory: VFIORegion
    private let registers: VFIORegion

    /// Opens a device of the driver's.
    public init(_ mediated: borrowing MediatedDevice) throws(SystemCallError) {
        let device = try VFIODevice(name: mediated.identifier, group: try mediated.group)
        let memory = try device.region(VFIO_PCI_BAR0_REGION_INDEX)
        let registers = try device.region(VFIO_PCI_BAR2_REGION_INDEX)
        self.device = device
        self.memory = memory
        self.registers = registers
    }

    /// Sets up a screen at the start of the video memory.
    /// - Parameter size: In bytes: whole pages, at least four (a screen has 64 lines of 64 pixels at least).
    /// - Returns: The plane that shows it.
    public borrowing func show(size: Int) throws(SystemCallError) -> VFIOPlane {
        let line = 256
        precondition(size % Page.size == 0 && size / line >= 64 && size <= memory.size, "a screen of \(size) bytes")
        try set(.enable, to: 0)
        try set(.width, to: UInt16(line / 4))
        try set(.height, to: UInt16(size / line))
        try set(.bitsPerPixel, to: 32)
        try set(.enable, to: 1)
        // The driver answers the first question about a screen with ENOMEM, although it has made what it needs.
        if let plane = try? device.primaryPlane() { return plane }
        guard let plane = try device.primaryPlane() else {
            throw SystemCallError(
                call: "ioctl(VFIO_DEVICE_QUERY_GFX_PLANE)", what: "\(device.name), nothing shown",
                errno: .noSuchAddressOrDevice)
        }
        return plane
    }

    /// The plane's dma-buf. Ask once for each: this driver gets the second wrong.
    public borrowing func export(_ plane: VFIOPlane) throws(SystemCallError) -> Buffer {
        try Buffer(owning: try device.export(plane), exporter: Self.driver)
    }

    /// The pages of the screen by way of the video memory, which they are at the start of.
    public borrowing func nativeRoute(to plane: VFIOPlane) throws(SystemCallError) -> DisplayMemory {
        DisplayMemory(
            device: try OwnedFileDescriptor(duplicating: device.descriptor), region: memory, size: plane.size)
    }

    /// Bochs' display registers, 16 bits each from 0x500 of the register BAR (`VBE_DISPI_INDEX_*`).
    private enum Register: UInt64 {
        case width = 1
        case height = 2
        case bitsPerPixel = 3
        case enable = 4
    }

    private borrowing func set(_ register: Register, to value: UInt16) throws(SystemCallError) {
        try device.write(value, to: registers, offset: 0x500 + 2 * register.rawValue)
    }
}
