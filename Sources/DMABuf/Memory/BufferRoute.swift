// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// A way in which a buffer comes into the address space: an mmap offset on a file.
///
/// The dma-buf's own descriptor (``Buffer``), an importer that forwards (``ModuleImport``, ``GEMImport``), and the
/// exporter's own device (``ModuleNative``, ``GEMNative``).
public protocol BufferRoute: ~Copyable {
    /// The file to map, lent.
    var descriptor: FileDescriptor { get }

    /// Where the buffer starts in that file, in bytes.
    var mapOffset: UInt64 { get }

    /// The buffer's size in bytes.
    var size: Int { get }

    /// Whether a mapping may start inside of the buffer. GEM accepts a mapping at a buffer's first byte only.
    var mapsAnyPart: Bool { get }
}

extension BufferRoute where Self: ~Copyable {
    /// Maps the buffer, or a part of it.
    /// - Parameters:
    ///   - offset: In the buffer, in bytes. Not zero only where ``mapsAnyPart`` is true.
    ///   - length: In bytes; nil for all that follows.
    public func map(
        offset: Int = 0, length: Int? = nil, protection: Protection = .readWrite, flags: MappingFlags = .shared
    ) throws(SystemCallError) -> Mapping {
        try Mapping(
            of: descriptor, offset: mapOffset + UInt64(offset), length: length ?? size - offset,
            protection: protection, flags: flags)
    }

    /// Maps the buffer, or a part of it, over a part of a range, which stays the owner.
    public func map(
        over range: inout Mapping, at position: Int, offset: Int = 0, length: Int? = nil,
        protection: Protection = .readWrite, flags: MappingFlags = .shared
    ) throws(SystemCallError) {
        try range.overlay(
            at: position, with: descriptor, offset: mapOffset + UInt64(offset), length: length ?? size - offset,
            protection: protection, flags: flags)
    }
}
