// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
internal import SystemPackage

/// The test module as an exporter: `DVT_CREATE`.
public struct TestExporter: ~Copyable, Sendable {
    private let device: TestModuleDevice

    /// Opens the device.
    public init() throws(SystemCallError) {
        device = try TestModuleDevice()
    }

    /// Exports on an open device, of which this takes a duplicate.
    public init(device: borrowing TestModuleDevice) throws(SystemCallError) {
        self.device = try device.duplicate()
    }

    /// Exports a buffer.
    /// - Parameter description: What kind of. Native buffers: see ``createNative(_:)``.
    public borrowing func create(_ description: TestBufferDescription) throws(SystemCallError) -> Buffer {
        let native = try createNative(description)
        return native.takeBuffer()
    }

    /// Exports a buffer, together with its native route where the description asks for one.
    public borrowing func createNative(_ description: TestBufferDescription) throws(SystemCallError) -> TestBuffer {
        var argument = dvt_create()
        argument.size = UInt32(MemoryLayout<dvt_create>.size)
        argument.flags = description.isNative ? UInt32(DVT_CREATE_NATIVE) : 0
        argument.length = UInt64(description.size)
        argument.vm_ops = description.operations.rawValue
        argument.populate = description.population.rawValue
        argument.misbehave = description.misbehaviour.rawValue
        argument.misbehave_arg = description.argument
        argument.forward_fd = description.forwardTo?.rawValue ?? -1
        argument.fd_flags = UInt32(bitPattern: description.access.openFlags | O_CLOEXEC)
        argument.fd = -1
        try device.control(
            cdmabuf_dvt_create, "DVT_CREATE", &argument,
            of: "\(description.size) bytes, \(description.operations), \(description.population)")
        let buffer = try Buffer(
            owning: OwnedFileDescriptor(owning: FileDescriptor(rawValue: argument.fd)),
            exporter: TestModuleDevice.exporterName)
        guard description.isNative else { return TestBuffer(buffer: buffer, native: nil) }
        let cookie = MapCookie(device: try device.duplicate(), offset: argument.native_offset)
        return TestBuffer(buffer: buffer, native: ModuleNative(cookie: cookie, size: description.size))
    }
}
