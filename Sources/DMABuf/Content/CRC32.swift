// SPDX-License-Identifier: GPL-2.0-only

/// CRC-32 as zlib's `crc32()` computes it, and the test module's digests are.
///
/// Four bytes at a time ("slicing by four"), because the guest's processor is emulated.
public struct CRC32: Sendable, Hashable {
    private var state: UInt32 = .max

    /// Of nothing so far: zero.
    public init() {}

    /// The checksum of everything so far.
    public var value: UInt32 { ~state }

    /// Adds bytes.
    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var crc = state
        var position = 0
        Self.tables.withUnsafeBufferPointer { tables in
            while position + 4 <= bytes.count {
                crc ^= UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
                crc =
                    tables[768 + Int(crc & 0xff)] ^ tables[512 + Int(crc >> 8 & 0xff)]
                    ^ tables[256 + Int(crc >> 16 & 0xff)] ^ tables[Int(crc >> 24)]
                position += 4
            }
            while position < bytes.count {
                crc = tables[Int((crc ^ UInt32(bytes[position])) & 0xff)] ^ (crc >> 8)
                position += 1
            }
        }
        state = crc
    }

    /// The checksum of some bytes.
    public static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        var crc = CRC32()
        crc.update(bytes)
        return crc.value
    }

    /// The checksum of some bytes.
    public static func checksum(of bytes: [UInt8]) -> UInt32 {
        bytes.withUnsafeBytes { checksum(of: $0) }
    }

    /// Entry `256 * n + b`: what byte b does, n bytes before the last.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = (0..<256).map { byte in
            (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xedb8_8320 }
        }
        for index in 256..<1024 {
            let previous = tables[index - 256]
            tables.append(tables[Int(previous & 0xff)] ^ previous >> 8)
        }
        return tables
    }()
}
