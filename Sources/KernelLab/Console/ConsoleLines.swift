// SPDX-License-Identifier: GPL-2.0-only

/// Cuts a console's bytes into lines: incremental, bounded, and safe with whatever a serial port delivers.
///
/// Firmware and a dying guest send escape sequences, NULs, carriage returns and bytes that are not UTF-8; user
/// programs leave lines unfinished, so that a kernel message starts in the middle of one. The latter is split there.
package struct ConsoleLines: Sendable {
    /// Longest line kept, in bytes; what is beyond is dropped. printk's own limit is about 1 KiB.
    package static let longestLine = 16_384

    private enum Escape { case none, started, sequence, string }

    private var pending: [UInt8] = []
    private var number = 0
    private var escape = Escape.none

    package init() {}

    /// Takes the next bytes, and gives the lines that they complete.
    package mutating func consume(_ bytes: some Sequence<UInt8>) -> [ConsoleLine] {
        var lines: [ConsoleLine] = []
        for byte in bytes {
            if escapeSwallows(byte) { continue }
            switch byte {
            case UInt8(ascii: "\n"):
                lines += takePending()
            case 0x1B:
                escape = .started
            case UInt8(ascii: "\t"), 0x20...0x7E, 0x80...0xFF:
                if pending.count < Self.longestLine { pending.append(byte) }
            default:
                // CR (a serial console's line end has one), NUL, BEL, form feed.
                continue
            }
        }
        return lines
    }

    /// The last line, when the guest died before it ended.
    package mutating func finish() -> [ConsoleLine] {
        pending.isEmpty ? [] : takePending()
    }

    /// ANSI: `ESC [ … letter` (CSI), `ESC ] … BEL` (OSC), `ESC x`.
    private mutating func escapeSwallows(_ byte: UInt8) -> Bool {
        switch escape {
        case .none:
            return false
        case .started:
            escape = byte == UInt8(ascii: "[") ? .sequence : byte == UInt8(ascii: "]") ? .string : .none
            return byte != UInt8(ascii: "\n")
        case .sequence:
            if (0x40...0x7E).contains(byte) { escape = .none }
            guard byte < 0x20 else { return true }
            escape = .none
            return false
        case .string:
            if byte == 0x07 { escape = .none }
            guard byte == UInt8(ascii: "\n") || byte == 0x1B else { return true }
            escape = .none
            return false
        }
    }

    private mutating func takePending() -> [ConsoleLine] {
        number += 1
        defer { pending.removeAll(keepingCapacity: true) }
        let cuts = Self.stampOffsets(in: pending)
        var lines: [ConsoleLine] = []
        var start = 0
        for cut in cuts + [pending.count] where cut > start || pending.isEmpty {
            let piece = String(decoding: pending[start..<cut], as: UTF8.self)
            lines.append(ConsoleLine(number: number, raw: piece))
            start = cut
        }
        return lines
    }

    /// Where printk stamps (`[    1.234567]`) begin, but for one at the very start (behind an optional `<N>`).
    private static func stampOffsets(in line: [UInt8]) -> [Int] {
        var offsets: [Int] = []
        var index = 1
        while index < line.count {
            defer { index += 1 }
            guard line[index] == UInt8(ascii: "["), isStamp(line, at: index) else { continue }
            // `<6>[    1.0…` is one prefix, not two messages.
            var begin = index
            if index >= 3, line[index - 1] == UInt8(ascii: ">"), line[index - 3] == UInt8(ascii: "<"),
                isDigit(line[index - 2])
            {
                begin = index - 3
            }
            if begin > 0 { offsets.append(begin) }
        }
        return offsets
    }

    private static func isStamp(_ line: [UInt8], at start: Int) -> Bool {
        var index = start + 1
        while index < line.count, line[index] == 0x20 { index += 1 }
        let seconds = index
        while index < line.count, isDigit(line[index]) { index += 1 }
        // printk pads the seconds to five columns; a shorter bracket (`[1.500000]`) is somebody's own text.
        guard index > seconds, index - start > 5, index < line.count, line[index] == UInt8(ascii: ".") else {
            return false
        }
        index += 1
        let fraction = index
        while index < line.count, isDigit(line[index]) { index += 1 }
        return index - fraction == 6 && index < line.count && line[index] == UInt8(ascii: "]")
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
