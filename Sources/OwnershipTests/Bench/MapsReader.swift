// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Reads /proc/self/maps as a careful program does: in big pieces, each line's range parsed, nothing allocated.
final class MapsReader {
    private let file: FileDescriptor
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 4096)

    init(_ file: FileDescriptor) {
        self.file = file
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit {
        buffer.deallocate()
    }

    /// Ticks of reading up to the line that is looked for, or to the end.
    func ticks(_ count: Int, until isFound: (Range<UInt>) -> Bool) throws -> [UInt64] {
        try TickCounter.measure(count) { _ in try read(until: isFound) }
    }

    /// Every line's range.
    func ranges() throws -> [Range<UInt>] {
        var ranges: [Range<UInt>] = []
        try read {
            ranges.append($0)
            return false
        }
        return ranges
    }

    private func read(until isFound: (Range<UInt>) -> Bool) throws {
        try file.seek(offset: 0, from: .start)
        var kept = 0
        while true {
            let got = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[kept...]))
            if got == 0 { return }
            let end = kept + got
            var start = 0
            while let newline = buffer[start..<end].firstIndex(of: UInt8(ascii: "\n")) {
                if isFound(Self.range(of: buffer[start..<newline])) { return }
                start = newline + 1
            }
            kept = end - start
            UnsafeMutableRawBufferPointer(rebasing: buffer[..<kept]).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        }
    }

    /// `start-end `, hexadecimal.
    private static func range(of line: Slice<UnsafeMutableRawBufferPointer>) -> Range<UInt> {
        var start: UInt = 0
        var number: UInt = 0
        for byte in line {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): number = number << 4 | UInt(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "-"): (start, number) = (number, 0)
            default: return start..<max(start, number)
            }
        }
        return start..<max(start, number)
    }
}
