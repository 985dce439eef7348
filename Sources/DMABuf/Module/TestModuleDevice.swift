// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// An open `/dev/dmabuf_vma_test`: the test module's commands, one method each.
///
/// The mmap offsets that it hands out are valid on this open file and its duplicates.
public struct TestModuleDevice: ~Copyable, Sendable {
    /// The device.
    public static let path = DVT_DEVICE_PATH

    /// What the buffers' exporter is called; the module's name too.
    public static let exporterName = DVT_EXPORTER_NAME

    /// The longest buffer, in bytes.
    public static let maximumSize = Int(cdmabuf_dvt_max_length)

    private let owned: OwnedFileDescriptor

    /// The device's file descriptor, lent.
    public var descriptor: FileDescriptor { owned.descriptor }

    /// Opens the device.
    /// - Throws: `ENOENT` if the module is not loaded, `EACCES` without the right to (it is root's).
    public init() throws(SystemCallError) {
        owned = try OwnedFileDescriptor(opening: FilePath(Self.path))
    }

    init(owning descriptor: consuming OwnedFileDescriptor) {
        owned = descriptor
    }

    /// A second descriptor of the same open file, so that what depends on its offsets can outlive this one.
    public borrowing func duplicate() throws(SystemCallError) -> TestModuleDevice {
        TestModuleDevice(owning: try owned.duplicate())
    }

    /// What this kernel and this module can do: `DVT_INFO`.
    public borrowing func information() throws(SystemCallError) -> TestModuleInformation {
        var argument = dvt_info()
        argument.size = UInt32(MemoryLayout<dvt_info>.size)
        try control(cdmabuf_dvt_info, "DVT_INFO", &argument, of: Self.path)
        return TestModuleInformation(argument)
    }

    /// Forgets an mmap offset: `DVT_RELEASE`. Mappings made before stay as they are.
    public borrowing func release(mapOffset: UInt64) throws(SystemCallError) {
        var argument = dvt_release()
        argument.size = UInt32(MemoryLayout<dvt_release>.size)
        argument.mmap_offset = mapOffset
        try control(cdmabuf_dvt_release, "DVT_RELEASE", &argument, of: "mmap offset \(hexadecimal: mapOffset)")
    }

    /// Moves a buffer's backing pages, contents included, and zaps its mappings: `DVT_RELOCATE`.
    /// - Parameter buffer: One of this module's: `EINVAL` else.
    public borrowing func relocate(_ buffer: FileDescriptor) throws(SystemCallError) {
        var argument = dvt_relocate()
        argument.size = UInt32(MemoryLayout<dvt_relocate>.size)
        argument.fd = buffer.rawValue
        try control(cdmabuf_dvt_relocate, "DVT_RELOCATE", &argument, of: "descriptor \(buffer.rawValue)")
    }

    /// Zaps a buffer's mappings for good: `DVT_REVOKE`. Access raises SIGBUS from then on.
    /// - Parameter buffer: One of this module's: `EINVAL` else.
    public borrowing func revoke(_ buffer: FileDescriptor) throws(SystemCallError) {
        var argument = dvt_revoke()
        argument.size = UInt32(MemoryLayout<dvt_revoke>.size)
        argument.fd = buffer.rawValue
        try control(cdmabuf_dvt_revoke, "DVT_REVOKE", &argument, of: "descriptor \(buffer.rawValue)")
    }

    /// Counters: `DVT_STATS`.
    /// - Parameter buffer: One of this module's, or nil for the whole module.
    public borrowing func statistics(of buffer: FileDescriptor? = nil) throws(SystemCallError) -> TestModuleStatistics {
        var argument = dvt_stats()
        argument.size = UInt32(MemoryLayout<dvt_stats>.size)
        argument.fd = buffer?.rawValue ?? -1
        try control(
            cdmabuf_dvt_stats, "DVT_STATS", &argument, of: buffer.map { "descriptor \($0.rawValue)" } ?? "the module")
        return TestModuleStatistics(argument)
    }

    /// Any command with any bytes, for checks of how the module takes what is wrong.
    /// - Parameters:
    ///   - command: See ``TestModuleCommand``; or a number of no command.
    ///   - argument: The structure; the kernel may write to it, within these bytes if the structure's size says so.
    public borrowing func send(_ command: TestModuleCommand, _ argument: inout [UInt8]) throws(SystemCallError) {
        let descriptor = descriptor
        let count = argument.count
        let result = argument.withUnsafeMutableBytes {
            cdmabuf_ioctl(descriptor.rawValue, command.rawValue, $0.baseAddress)
        }
        try SystemCall.checking("ioctl", of: "\(command.name), \(count) bytes", result: result)
    }

    /// As ``send(_:_:)``, by a child that has no rights but the open device: its result is the error, or nothing.
    /// - Parameters:
    ///   - user: The user, and group, that the child becomes: 65534 for nobody.
    ///   - command: The command.
    ///   - argument: What the kernel writes to it stays in the child.
    public borrowing func send(
        _ command: TestModuleCommand, _ argument: [UInt8], asUser user: UInt32
    ) throws(SystemCallError) {
        var argument = argument
        let descriptor = descriptor
        let result = argument.withUnsafeMutableBytes {
            cdmabuf_ioctl_as_user(user, descriptor.rawValue, command.rawValue, $0.baseAddress)
        }
        try SystemCall.checking("ioctl", of: "\(command.name) as user \(user)", result: result)
    }

    @discardableResult
    borrowing func control<Argument: BitwiseCopyable>(
        _ command: UInt, _ name: StaticString, _ argument: inout Argument, of what: @autoclosure () -> String
    ) throws(SystemCallError) -> CInt {
        try SystemCall.control(descriptor, command, name, &argument, of: what())
    }
}
