// SPDX-License-Identifier: GPL-2.0-only

/// A file descriptor of a dma-buf, as `/proc/PID/fdinfo` shows it.
public struct HeldDescriptor: Sendable, Hashable {
    public let number: Int32

    public let buffer: HeldBuffer

    /// References to the dma-buf's file, in the whole system: descriptors, mappings, importers. Nil for unknown.
    public let references: UInt64?

    /// Creates a descriptor.
    public init(number: Int32, buffer: HeldBuffer, references: UInt64? = nil) {
        self.number = number
        self.buffer = buffer
        self.references = references
    }

    /// Reads a file of `/proc/PID/fdinfo`.
    /// - Returns: Nil for a descriptor of something else.
    public init?(number: Int32, information text: [UInt8]) {
        // A name may have any bytes, even lines of its own, but the kernel writes it last.
        guard let exporter = FileDescriptorInformation.value("exp_name", in: text),
            let inode = FileDescriptorInformation.value("ino", in: text).flatMap({ UInt64($0) })
        else { return nil }
        let name = FileDescriptorInformation.value("name", in: text)
        let size = FileDescriptorInformation.value("size", in: text).flatMap { UInt64($0) }
        self.init(
            number: number, buffer: HeldBuffer(inode: inode, exporter: exporter, size: size, name: name),
            references: FileDescriptorInformation.value("count", in: text).flatMap { UInt64($0) })
    }
}
