// SPDX-License-Identifier: GPL-2.0-only

/// Why a file is no ELF image that can be packed. Offsets are bytes from the file's start.
package enum ELFError: Error, Equatable, CustomStringConvertible {
    case notELF
    /// 32 bit or big endian: not for this guest.
    case unsupported(String)
    /// A table or string lies outside of the file.
    case outOfBounds(what: String, offset: UInt64)
    /// An address of the dynamic section that no segment loads.
    case unmapped(what: String, address: UInt64)
    case unterminatedString(offset: UInt64)

    package var description: String {
        switch self {
        case .notELF: "not an ELF file"
        case .unsupported(let what): "an ELF file of a kind that is not supported: \(what)"
        case .outOfBounds(let what, let offset): "damaged ELF file: \(what) at offset \(offset) lies outside of it"
        case .unmapped(let what, let address):
            "damaged ELF file: \(what) at 0x\(String(address, radix: 16)) is in no segment"
        case .unterminatedString(let offset): "damaged ELF file: the string at offset \(offset) has no end"
        }
    }
}

/// What the dynamic loader will do with an ELF file: its interpreter, and the libraries it needs.
///
/// Read from the program headers, which the loader uses, not from the sections, which strip may remove.
package struct ELFDynamic: Sendable, Equatable {
    /// `e_machine`; 62 is x86-64.
    package let machine: UInt16
    /// PT_INTERP; nil for a library or a static program.
    package let interpreter: String?
    /// DT_NEEDED, in order.
    package let needed: [String]
    /// DT_RUNPATH, split at colons, `$ORIGIN` not yet replaced.
    package let runpath: [String]
    /// DT_RPATH, as above.
    package let rpath: [String]
    package let soname: String?

    package init(
        machine: UInt16 = 62, interpreter: String? = nil, needed: [String] = [], runpath: [String] = [],
        rpath: [String] = [], soname: String? = nil
    ) {
        self.machine = machine
        self.interpreter = interpreter
        self.needed = needed
        self.runpath = runpath
        self.rpath = rpath
        self.soname = soname
    }

    /// Reads a 64-bit little-endian file.
    package init(parsing bytes: [UInt8]) throws(ELFError) {
        let file = ELFBytes(bytes)
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { throw .notELF }
        guard bytes.count >= 64 else { throw .outOfBounds(what: "header", offset: 0) }
        guard bytes[4] == 2 else { throw .unsupported("not 64 bit") }
        guard bytes[5] == 1 else { throw .unsupported("not little endian") }
        let segments = try ELFSegment.all(in: file)

        machine = UInt16(try file.integer(at: 18, size: 2, "machine"))
        interpreter = try segments.first { $0.kind == ELFSegment.interpreter }.map { segment throws(ELFError) in
            try file.string(at: segment.offset)
        }
        guard let dynamic = segments.first(where: { $0.kind == ELFSegment.dynamic }) else {
            (needed, runpath, rpath, soname) = ([], [], [], nil)
            return
        }
        let entries = try Self.entries(of: dynamic, in: file)
        func strings(_ tag: UInt64) throws(ELFError) -> [String] {
            var result: [String] = []
            for entry in entries where entry.tag == tag {
                guard let table = entries.first(where: { $0.tag == 5 })?.value else {
                    throw .unmapped(what: "string table", address: 0)
                }
                let (address, overflow) = table.addingReportingOverflow(entry.value)
                guard !overflow, let offset = ELFSegment.offset(of: address, in: segments) else {
                    throw .unmapped(what: "string", address: table)
                }
                result.append(try file.string(at: offset))
            }
            return result
        }
        needed = try strings(1)
        runpath = try strings(29).flatMap { $0.split(separator: ":").map(String.init) }
        rpath = try strings(15).flatMap { $0.split(separator: ":").map(String.init) }
        soname = try strings(14).first
    }

    private static func entries(
        of segment: ELFSegment, in file: ELFBytes
    ) throws(ELFError) -> [(tag: UInt64, value: UInt64)] {
        var entries: [(tag: UInt64, value: UInt64)] = []
        for index in 0..<(segment.size / 16) {
            let offset = segment.offset &+ index * 16
            let tag = try file.integer(at: offset, size: 8, "dynamic section")
            if tag == 0 { break }
            entries.append((tag, try file.integer(at: offset &+ 8, size: 8, "dynamic section")))
        }
        return entries
    }
}
