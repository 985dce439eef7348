// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Somebody else's library: it makes pictures, and gives pointers to them away.
///
/// What they are made of is its own affair, and it has nothing to ask. The stand-in for whoever allocated the memory: the
/// example is not about this.
struct Picture: ~Copyable {
    private var mapping: Mapping

    /// Told of what is mapped and unmapped, by a library that takes the trouble.
    private let registry: BufferRegistry?

    /// The caller's part of the picture: from some line on to its end.
    let part: UnsafeRawBufferPointer

    /// Makes a picture.
    /// - Parameters:
    ///   - size: In bytes.
    ///   - skipped: Where the caller's part begins, in bytes.
    init(size: Int, skipping skipped: Int, isDMABuf: Bool, registry: BufferRegistry?) throws(SystemCallError) {
        mapping = isDMABuf ? try Self.mapBuffer(size, registry) : try Mapping(anonymous: size)
        self.registry = registry
        part = UnsafeRawBufferPointer(
            start: UnsafeRawPointer(bitPattern: mapping.address + UInt(skipped)), count: size - skipped)
    }

    /// Makes a buffer and maps it. The mapping holds the memory: after this, no descriptor of it is left.
    private static func mapBuffer(_ size: Int, _ registry: BufferRegistry?) throws(SystemCallError) -> Mapping {
        let buffer = try HeapExporter().create(size: size)
        let mapping = try Mapping(of: buffer.descriptor, length: size)
        try registry?.add(mapping.range, of: buffer.descriptor)
        return mapping
    }

    deinit {
        registry?.remove(mapping.range)
    }

    /// Puts the picture into another buffer, at the same address, as a library does that tidies up its memory.
    ///
    /// The registry is not told: nor is it by anything else in the process that calls `mmap`, `munmap` or `mremap`.
    mutating func move() throws(SystemCallError) {
        let buffer = try HeapExporter().create(size: mapping.length)
        try mapping.overlay(at: 0, with: buffer.descriptor, length: mapping.length)
    }
}
