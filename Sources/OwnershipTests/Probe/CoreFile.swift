// SPDX-License-Identifier: GPL-2.0-only

/// The memory in a core dump: an ELF file of 64 bits whose PT_LOAD segments are the mappings (elf(5), core(5)).
struct CoreFile {
    /// A mapping, and what of it was dumped.
    struct Segment: Equatable {
        /// Its first address.
        let start: UInt64
        /// Bytes that are mapped.
        let memory: UInt64
        /// Bytes that were dumped, from the start on.
        let dumped: UInt64
        /// Where these are in the file.
        let offset: UInt64
        /// PF_X, PF_W and PF_R.
        let flags: UInt32

        /// Such as "rw-".
        var rights: String {
            [(4, "r"), (2, "w"), (1, "x")].map { flags & $0.0 != 0 ? $0.1 : "-" }.joined()
        }
    }

    let segments: [Segment]
    private let bytes: [UInt8]

    /// nil for what is no such file, or is cut short within its headers.
    init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        // ELFCLASS64, ELFDATA2LSB; ET_CORE.
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), Self.load(bytes, 16, as: UInt16.self) == 4,
            let table = Self.load(bytes, 32, as: UInt64.self), let size = Self.load(bytes, 54, as: UInt16.self),
            let count = Self.load(bytes, 56, as: UInt16.self)
        else { return nil }
        var segments: [Segment] = []
        for index in 0..<UInt64(count) {
            let header = table &+ index &* UInt64(size)
            guard let type = Self.load(bytes, header, as: UInt32.self),
                let flags = Self.load(bytes, header &+ 4, as: UInt32.self),
                let offset = Self.load(bytes, header &+ 8, as: UInt64.self),
                let start = Self.load(bytes, header &+ 16, as: UInt64.self),
                let dumped = Self.load(bytes, header &+ 32, as: UInt64.self),
                let memory = Self.load(bytes, header &+ 40, as: UInt64.self)
            else { return nil }
            if type == 1 {
                segments.append(
                    Segment(start: start, memory: memory, dumped: dumped, offset: offset, flags: flags))
            }
        }
        self.segments = segments
    }

    /// The first word of each page of a segment that was dumped; nil where the file ends before it.
    func words(of segment: Segment, pageSize: Int) -> [UInt64?] {
        stride(from: 0, to: segment.dumped, by: pageSize).map {
            Self.load(bytes, segment.offset &+ $0, as: UInt64.self)
        }
    }

    private static func load<Word: FixedWidthInteger>(_ bytes: [UInt8], _ offset: UInt64, as type: Word.Type) -> Word? {
        guard let start = Int(exactly: offset), start <= bytes.count - MemoryLayout<Word>.size else { return nil }
        return bytes.withUnsafeBytes { Word(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Word.self)) }
    }
}
