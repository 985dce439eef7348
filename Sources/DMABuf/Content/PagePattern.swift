// SPDX-License-Identifier: GPL-2.0-only

/// Content that says where it belongs: each 64-bit word of a buffer names the buffer, its page and its place there.
///
/// A wrong offset, a wrong buffer and stale pages thus each show as themselves in any word.
public struct PagePattern: Sendable, Hashable {
    /// Which buffer: 1 to 2^24 - 1, so that a page of zeros belongs to none.
    public let buffer: UInt32

    /// Creates a buffer's pattern.
    public init(buffer: UInt32) {
        precondition(buffer > 0 && buffer < 1 << 24, "buffer \(buffer) of a page pattern")
        self.buffer = buffer
    }

    /// The word at a byte offset of the buffer, a multiple of 8.
    public func word(at offset: UInt64) -> UInt64 {
        let page = offset / UInt64(Page.size)
        let index = offset % UInt64(Page.size) / 8
        return UInt64(buffer) << 40 | (page & 0xfff_ffff) << 12 | index & 0xfff
    }

    /// What a word says about itself.
    public static func describe(_ word: UInt64) -> String {
        let buffer = word >> 40
        guard buffer != 0 else { return "\(hexadecimal: word), which is no pattern's" }
        return "word \(word & 0xfff) of page \(word >> 12 & 0xfff_ffff) of buffer \(buffer)"
    }

    /// Fills memory that shows the buffer from `offset` on.
    /// - Parameters:
    ///   - bytes: Of a length that is a multiple of 8, aligned so.
    ///   - offset: Of its first byte in the buffer.
    public func fill(_ bytes: UnsafeMutableRawBufferPointer, offset: UInt64 = 0) {
        precondition(bytes.count % 8 == 0 && offset % 8 == 0)
        for position in stride(from: 0, to: bytes.count, by: 8) {
            bytes.storeBytes(of: word(at: offset + UInt64(position)), toByteOffset: position, as: UInt64.self)
        }
    }

    /// The first word that is not as it should be, or nil.
    public func mismatch(in bytes: UnsafeRawBufferPointer, offset: UInt64 = 0) -> Mismatch? {
        precondition(bytes.count % 8 == 0 && offset % 8 == 0)
        for position in stride(from: 0, to: bytes.count, by: 8) {
            let expected = word(at: offset + UInt64(position))
            let found = bytes.load(fromByteOffset: position, as: UInt64.self)
            if found != expected {
                return Mismatch(position: position, expected: expected, found: found)
            }
        }
        return nil
    }

    /// The digest of a part of the buffer, computed without any mapping.
    public func digest(offset: UInt64 = 0, length: Int) -> UInt32 {
        precondition(length >= 0)
        var crc = CRC32()
        var position = offset
        let end = offset + UInt64(length)
        while position < end {
            let word = word(at: position / 8 * 8)
            withUnsafeBytes(of: word) { bytes in
                let first = Int(position % 8)
                let count = min(8 - first, Int(end - position))
                crc.update(UnsafeRawBufferPointer(rebasing: bytes[first..<first + count]))
                position += UInt64(count)
            }
        }
        return crc.value
    }

    /// A word that is not as it should be.
    public struct Mismatch: Sendable, Hashable, CustomStringConvertible {
        /// Where in the memory that was looked at, in bytes.
        public let position: Int
        /// What should be there.
        public let expected: UInt64
        /// What is there.
        public let found: UInt64

        public var description: String {
            "byte \(position) should be \(PagePattern.describe(expected)), is \(PagePattern.describe(found))"
        }
    }
}

extension Mapping {
    /// Fills the mapping, which shows the buffer from `bufferOffset` on.
    public borrowing func fill(with pattern: PagePattern, bufferOffset: UInt64 = 0) {
        withMutableBytes { pattern.fill($0, offset: bufferOffset) }
    }

    /// The first word of the mapping that is not the pattern's, or nil.
    public borrowing func mismatch(with pattern: PagePattern, bufferOffset: UInt64 = 0) -> PagePattern.Mismatch? {
        withBytes { pattern.mismatch(in: $0, offset: bufferOffset) }
    }
}
