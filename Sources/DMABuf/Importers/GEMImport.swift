// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// A dma-buf imported by a DRM driver, which forwards the mapping to the exporter.
///
/// The handle is closed at the end of its owner's life.
public struct GEMImport: ~Copyable, Sendable, ClosableRoute {
    private let object: GEMObject

    public let size: Int

    public let mapOffset: UInt64

    public var descriptor: FileDescriptor { object.node.descriptor }

    /// GEM looks an object up by its first page.
    public var mapsAnyPart: Bool { false }

    /// Imports a dma-buf on a file of its own, and finds out where it can be mapped.
    ///
    /// `DRM_IOCTL_MODE_MAP_DUMB` refuses imported objects, although they have an mmap offset. It comes from an
    /// allocator (drm_mm, best fit) that is a function of what is allocated: an object of the same size, made and
    /// closed just before, had the same one. Whether it is the right one is checked by its content.
    ///
    /// A buffer of the same driver is not imported but recognised: the offset is the native one then.
    /// - Parameters:
    ///   - buffer: The dma-buf. Its first word is written to, and restored, if it can be.
    ///   - path: A primary DRM node, see ``GEMExporter/path``.
    /// - Throws: `ENXIO` as of `mmap` if the offset could not be found (somebody else uses the node).
    public init(_ buffer: borrowing Buffer, path: String) throws(SystemCallError) {
        let node = try GEMNode(path: path)
        let guess = try Self.offsetOfTwin(size: buffer.size.roundedUpToPages, on: node)
        let object = GEMObject(handle: try node.importBuffer(buffer.descriptor), node: node)
        self.mapOffset = try Self.offset(of: object, showing: buffer, guess: guess)
        self.size = buffer.size
        self.object = object
    }

    /// Closes the handle, and the file it is on. Mappings keep the dma-buf alive.
    public consuming func close() throws(SystemCallError) {
        try object.close()
    }

    private static func offset(
        of object: borrowing GEMObject, showing buffer: borrowing Buffer, guess: UInt64
    ) throws(SystemCallError) -> UInt64 {
        if let native = try? object.node.mapOffset(of: object.handle) { return native }
        guard try showsSameContent(buffer, on: object.node.descriptor, offset: guess) else {
            throw SystemCallError(
                call: "mmap", what: "imported dma-buf at \(hexadecimal: guess) of \(object.node.path)",
                errno: .noSuchAddressOrDevice)
        }
        return guess
    }

    private static func offsetOfTwin(size: Int, on node: borrowing GEMNode) throws(SystemCallError) -> UInt64 {
        let handle = try node.createDumb(size: size)
        do {
            let offset = try node.mapOffset(of: handle)
            try node.closeHandle(handle)
            return offset
        } catch {
            try? node.closeHandle(handle)
            throw error
        }
    }

    /// Whether a word that is written to the buffer by its own descriptor is seen at an offset of the node.
    private static func showsSameContent(
        _ buffer: borrowing Buffer, on node: FileDescriptor, offset: UInt64
    ) throws(SystemCallError) -> Bool {
        guard let forwarded = try? Mapping(of: node, offset: offset, length: Page.size, protection: .read) else {
            return false
        }
        guard let direct = try? buffer.map(length: Page.size) else {
            // A read-only buffer: what can be said is that the first page is the same.
            let direct = try buffer.map(length: Page.size, protection: .read)
            return direct.withBytes { expected in
                forwarded.withBytes { expected.elementsEqual($0) }
            }
        }
        return direct.withMutableBytes { bytes in
            let kept = bytes.load(as: UInt64.self)
            defer { bytes.storeBytes(of: kept, as: UInt64.self) }
            // Two values, so that neither can have been there by chance.
            return [0x5157_4f4e_4d4c_4b4a, ~0x5157_4f4e_4d4c_4b4a].allSatisfy { (word: UInt64) in
                bytes.storeBytes(of: word, as: UInt64.self)
                return forwarded.withBytes { $0.load(as: UInt64.self) } == word
            }
        }
    }
}
