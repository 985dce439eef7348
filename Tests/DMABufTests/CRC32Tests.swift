// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import DMABuf

@Suite("CRC-32")
struct CRC32Tests {
    /// zlib's answers, from Python's zlib.crc32().
    @Test(
        "agrees with zlib",
        arguments: [
            ("", 0x0000_0000), ("a", 0xe8b7_be43), ("123456789", 0xcbf4_3926),
            ("The quick brown fox jumps over the lazy dog", 0x414f_a339),
        ] as [(String, UInt32)])
    func agreesWithZlib(text: String, expected: UInt32) {
        #expect(CRC32.checksum(of: Array(text.utf8)) == expected)
    }

    @Test func agreesWithZlibOnAPageOfZeros() {
        #expect(CRC32.checksum(of: [UInt8](repeating: 0, count: 4096)) == 0xc71c_0011)
    }

    @Test func isTheSameInWhateverPiecesTheBytesCome() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 * 7) }
        let whole = CRC32.checksum(of: bytes)
        for cut in [0, 1, 2, 3, 4, 5, 499, 998, 999, 1000] {
            var crc = CRC32()
            bytes.withUnsafeBytes { all in
                crc.update(UnsafeRawBufferPointer(rebasing: all[..<cut]))
                crc.update(UnsafeRawBufferPointer(rebasing: all[cut...]))
            }
            #expect(crc.value == whole, "cut at \(cut)")
        }
    }
}
