// SPDX-License-Identifier: GPL-2.0-only

/// The bytes of a file, read with bounds: a damaged file is an error, never a trap.
struct ELFBytes {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// A little-endian integer of `size` bytes, 8 at most.
    func integer(at offset: UInt64, size: UInt64, _ what: String) throws(ELFError) -> UInt64 {
        let (end, overflow) = offset.addingReportingOverflow(size)
        guard !overflow, end <= UInt64(bytes.count) else { throw .outOfBounds(what: what, offset: offset) }
        return bytes[Int(offset)..<Int(end)].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// A string ended by NUL.
    func string(at offset: UInt64) throws(ELFError) -> String {
        guard offset < UInt64(bytes.count) else { throw .outOfBounds(what: "string", offset: offset) }
        let rest = bytes[Int(offset)...]
        guard let end = rest.firstIndex(of: 0) else { throw .unterminatedString(offset: offset) }
        return String(decoding: rest[..<end], as: UTF8.self)
    }
}

/// A program header.
struct ELFSegment {
    static let load: UInt64 = 1
    static let dynamic: UInt64 = 2
    static let interpreter: UInt64 = 3

    let kind: UInt64
    let offset: UInt64
    let address: UInt64
    /// Bytes in the file.
    let size: UInt64

    static func all(in file: ELFBytes) throws(ELFError) -> [ELFSegment] {
        let table = try file.integer(at: 32, size: 8, "program header offset")
        let entrySize = try file.integer(at: 54, size: 2, "program header size")
        let count = try file.integer(at: 56, size: 2, "program header count")
        guard count == 0 || entrySize >= 56 else { throw .unsupported("program headers of \(entrySize) bytes") }
        var segments: [ELFSegment] = []
        for index in 0..<count {
            let (start, overflow) = table.addingReportingOverflow(index * entrySize)
            guard !overflow, start <= UInt64.max - 56 else { throw .outOfBounds(what: "program header", offset: table) }
            segments.append(
                ELFSegment(
                    kind: try file.integer(at: start, size: 4, "program header"),
                    offset: try file.integer(at: start + 8, size: 8, "program header"),
                    address: try file.integer(at: start + 16, size: 8, "program header"),
                    size: try file.integer(at: start + 32, size: 8, "program header")))
        }
        return segments
    }

    /// Where in the file the byte at `address` is.
    static func offset(of address: UInt64, in segments: [ELFSegment]) -> UInt64? {
        for segment in segments where segment.kind == load && address >= segment.address {
            let distance = address - segment.address
            if distance < segment.size {
                let (offset, overflow) = segment.offset.addingReportingOverflow(distance)
                return overflow ? nil : offset
            }
        }
        return nil
    }
}
