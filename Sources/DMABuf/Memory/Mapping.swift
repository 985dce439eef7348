// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// A range of this process's address space, unmapped at the end of its owner's life.
///
/// The range may come to hold several VMAs (``protect(_:offset:length:)`` splits them); it never has a hole that
/// someone else's mapping could fall into: ``splitOff(at:)`` and ``unmapHole(at:length:)`` give the rest its own owner.
public struct Mapping: ~Copyable, Sendable {
    /// Where the range starts.
    public private(set) var address: UInt

    /// Its length in bytes, a multiple of the page size.
    public private(set) var length: Int

    /// The address behind the last byte.
    public var end: UInt { address + UInt(length) }

    /// The range.
    public var range: Range<UInt> { address..<end }

    /// Takes over a range that nobody else unmaps.
    /// - Parameters:
    ///   - address: Where it starts.
    ///   - length: In bytes, a multiple of the page size.
    public init(owning address: UInt, length: Int) {
        self.address = address
        self.length = length
    }

    /// Maps a part of a file, or with ``MappingFlags/anonymous`` of nothing.
    ///
    /// The corresponding C function is `mmap`.
    /// - Parameters:
    ///   - descriptor: The file, or nil for anonymous memory.
    ///   - offset: Where the mapping starts in the file, in bytes.
    ///   - length: In bytes.
    public init(
        of descriptor: FileDescriptor?, offset: UInt64 = 0, length: Int, protection: Protection = .readWrite,
        flags: MappingFlags = .shared
    ) throws(SystemCallError) {
        let address = try Self.map(
            nil, descriptor: descriptor, offset: offset, length: length, protection: protection, flags: flags.rawValue)
        self.init(owning: address, length: length.roundedUpToPages)
    }

    /// Anonymous memory, or with ``Protection/none`` a reserved range for ``overlay(at:with:offset:length:protection:flags:)``.
    public init(anonymous length: Int, protection: Protection = .readWrite) throws(SystemCallError) {
        try self.init(of: nil, length: length, protection: protection, flags: [.copyOnWrite, .anonymous, .noReserve])
    }

    deinit {
        let start = UnsafeMutableRawPointer(bitPattern: address)
        // The kernel may have no memory to unmap with, but that is no reason to keep the range for ever.
        if munmap(start, length) != 0, Glibc.errno == ENOMEM {
            _ = munmap(start, length)
        }
    }

    /// Unmaps, and says so if that failed.
    ///
    /// The corresponding C function is `munmap`.
    public consuming func unmap() throws(SystemCallError) {
        let (address, length) = relinquish()
        try SystemCall.checking("munmap", of: Self.describe(address, length)) {
            munmap(UnsafeMutableRawPointer(bitPattern: address), length)
        }
    }

    /// Gives the range away: whoever takes it unmaps it.
    public consuming func relinquish() -> (address: UInt, length: Int) {
        let given = (address, length)
        discard self
        return given
    }

    // MARK: Parts

    /// Cuts the ownership in two without touching what is mapped: this mapping keeps what is in front of the cut.
    /// - Parameter offset: In bytes, a multiple of the page size, inside of the range.
    public mutating func splitOff(at offset: Int) -> Mapping {
        precondition(offset > 0 && offset < length && offset % Page.size == 0, "cut at \(offset) of \(length)")
        let rest = Mapping(owning: address + UInt(offset), length: length - offset)
        length = offset
        return rest
    }

    /// Unmaps pages in the middle: this mapping keeps what is in front of the hole, what is behind is returned.
    /// - Parameters:
    ///   - offset: In bytes, a multiple of the page size.
    ///   - length: In bytes; something must be left in front and behind.
    public mutating func unmapHole(at offset: Int, length: Int) throws(SystemCallError) -> Mapping {
        var hole = splitOff(at: offset)
        let rest = hole.splitOff(at: length)
        try hole.unmap()
        return rest
    }

    /// Maps a part of a file, or of nothing, over a part of this range, which stays its owner.
    ///
    /// The corresponding C function is `mmap` with `MAP_FIXED`.
    public mutating func overlay(
        at position: Int, with descriptor: FileDescriptor?, offset: UInt64 = 0, length: Int,
        protection: Protection = .readWrite, flags: MappingFlags = .shared
    ) throws(SystemCallError) {
        precondition(position >= 0 && length > 0 && position + length.roundedUpToPages <= self.length)
        _ = try Self.map(
            address + UInt(position), descriptor: descriptor, offset: offset, length: length, protection: protection,
            flags: flags.rawValue | MAP_FIXED)
    }

    // MARK: Changes

    /// Changes the rights of the range, or of a part of it.
    ///
    /// The corresponding C function is `mprotect`, and with a key `pkey_mprotect`.
    public mutating func protect(
        _ protection: Protection, offset: Int = 0, length: Int? = nil
    ) throws(SystemCallError) {
        let (start, length) = part(offset, length)
        try SystemCall.checking("mprotect", of: Self.describe(start, length)) {
            mprotect(UnsafeMutableRawPointer(bitPattern: start), length, protection.rawValue)
        }
    }

    /// Changes the rights and the protection key of the range, or of a part of it.
    ///
    /// The corresponding C function is `pkey_mprotect`.
    public mutating func protect(
        _ protection: Protection, key: borrowing ProtectionKey, offset: Int = 0, length: Int? = nil
    ) throws(SystemCallError) {
        let (start, length) = part(offset, length)
        guard let pointer = UnsafeMutableRawPointer(bitPattern: start) else { return }
        try SystemCall.checking(
            "pkey_mprotect", of: Self.describe(start, length),
            result: cdmabuf_pkey_mprotect(pointer, length, protection.rawValue, key.number))
    }

    /// Gives advice about the range, or a part of it: an `MADV_*` value.
    ///
    /// The corresponding C function is `madvise`.
    public mutating func advise(_ advice: CInt, offset: Int = 0, length: Int? = nil) throws(SystemCallError) {
        let (start, length) = part(offset, length)
        try SystemCall.checking("madvise", of: "\(Self.describe(start, length)), advice \(advice)") {
            madvise(UnsafeMutableRawPointer(bitPattern: start), length, advice)
        }
    }

    /// Moves the whole range to where nothing is mapped.
    ///
    /// The corresponding C function is `mremap` with `MREMAP_FIXED`.
    public mutating func move() throws(SystemCallError) {
        let place = try Mapping(anonymous: length, protection: .none)
        try remap(length, flags: 0, target: place.address)
        // The range has replaced the reserved one.
        _ = place.relinquish()
    }

    /// Makes the range longer or shorter, moving it if there is no room.
    ///
    /// The corresponding C function is `mremap` with `MREMAP_MAYMOVE`.
    /// - Parameter length: In bytes.
    public mutating func resize(to length: Int) throws(SystemCallError) {
        try remap(length.roundedUpToPages, flags: cdmabuf_mremap_maymove, target: nil)
    }

    private mutating func remap(_ newLength: Int, flags: CInt, target: UInt?) throws(SystemCallError) {
        guard let old = UnsafeMutableRawPointer(bitPattern: address) else { return }
        var moved: UnsafeMutableRawPointer?
        let result = cdmabuf_mremap(
            old, length, newLength, flags, target.flatMap { UnsafeMutableRawPointer(bitPattern: $0) }, &moved)
        try SystemCall.checking("mremap", of: "\(Self.describe(address, length)) to \(newLength) bytes", result: result)
        address = UInt(bitPattern: moved)
        length = newLength
    }

    // MARK: Bytes

    /// The bytes, for reading. Access raises what the mapping raises: see ``MemoryProbe`` for what may.
    public borrowing func withBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: length))
    }

    /// The bytes, for reading and writing.
    public borrowing func withMutableBytes<Result, Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: address), count: length))
    }

    /// CRC-32 of `length` bytes at `offset`, as the module's digest is.
    public borrowing func digest(offset: Int = 0, length: Int? = nil) -> UInt32 {
        withBytes {
            CRC32.checksum(of: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + (length ?? $0.count - offset)]))
        }
    }

    private borrowing func part(_ offset: Int, _ length: Int?) -> (start: UInt, length: Int) {
        let length = length ?? self.length - offset
        precondition(
            offset >= 0 && length >= 0 && offset + length <= self.length, "\(length) at \(offset) of \(self.length)")
        return (address + UInt(offset), length)
    }

    private static func map(
        _ address: UInt?, descriptor: FileDescriptor?, offset: UInt64, length: Int, protection: Protection, flags: CInt
    ) throws(SystemCallError) -> UInt {
        let start = mmap(
            address.flatMap { UnsafeMutableRawPointer(bitPattern: $0) }, length, protection.rawValue, flags,
            descriptor?.rawValue ?? -1, off_t(truncatingIfNeeded: offset))
        guard let start, start != MAP_FAILED else {
            let error = Errno(rawValue: Glibc.errno)
            let file = descriptor.map { "descriptor \($0.rawValue)" } ?? "anonymous memory"
            throw SystemCallError(
                call: "mmap", what: "\(length) bytes at \(hexadecimal: offset) of \(file)", errno: error)
        }
        return UInt(bitPattern: start)
    }

    private static func describe(_ address: UInt, _ length: Int) -> String {
        "\(length) bytes at \(hexadecimal: UInt64(address))"
    }
}

extension Int {
    /// As the kernel counts the length of a mapping.
    var roundedUpToPages: Int { (self + Page.size - 1) / Page.size * Page.size }
}
