// SPDX-License-Identifier: GPL-2.0-only

/// Cuts a stream of bytes into lines, in bounded memory, and takes out what terminals want and readers do not.
struct KTAPLineSplitter: Sendable {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var hasControls = false
    private var isComplete = false
    private var newlines = 0
    /// The line's number, from 1.
    private(set) var number = 1
    /// Whether the line was longer than the limit.
    private(set) var wasCut = false

    init(limit: Int) {
        self.limit = limit
    }

    /// The line that `advance` has completed, without its end; never empty before cleaning.
    var line: KTAPBytes { bytes[...] }

    /// Reads on from `index`, and moves it, until a line is complete. False where `piece` ends before that.
    ///
    /// A lone CR ends a line too: firmware and progress meters overwrite a line with it, and what follows may be a result.
    /// Empty lines mean nothing in KTAP and are passed over, so that CR LF needs no care.
    mutating func advance(in piece: UnsafeBufferPointer<UInt8>, from index: inout Int) -> Bool {
        begin()
        var start = index
        while index < piece.count {
            let byte = piece[index]
            index += 1
            guard byte < 0x20 || byte == 0x7F else { continue }
            guard byte == 0x0A || byte == 0x0D else {
                if byte != .tab { hasControls = true }
                continue
            }
            append(piece, start..<index - 1)
            start = index
            if byte == 0x0A { newlines += 1 }
            if !bytes.isEmpty {
                end()
                return true
            }
            number = newlines + 1
        }
        append(piece, start..<index)
        return false
    }

    /// Completes the last line, which has no end. False where there is none.
    mutating func finish() -> Bool {
        begin()
        guard !bytes.isEmpty else { return false }
        end()
        return true
    }

    private mutating func begin() {
        guard isComplete else { return }
        isComplete = false
        bytes.removeAll(keepingCapacity: true)
        hasControls = false
        wasCut = false
        number = newlines + 1
    }

    private mutating func end() {
        isComplete = true
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
        if hasControls { bytes = Self.cleaned(bytes) }
    }

    private mutating func append(_ piece: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) {
        let room = limit - bytes.count
        if range.count > room { wasCut = true }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: piece[range.prefix(max(room, 0))]))
    }

    /// Without ANSI sequences and NUL; form feeds are blanks, other control characters U+FFFD.
    private static func cleaned(_ bytes: [UInt8]) -> [UInt8] {
        var clean: [UInt8] = []
        clean.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x1B:
                index = endOfEscape(bytes, from: index)
                continue
            case 0x00: break
            case .tab: clean.append(byte)
            case 0x0B, 0x0C: clean.append(.blank)
            case 0x01..<0x20, 0x7F: clean += [0xEF, 0xBF, 0xBD]
            default: clean.append(byte)
            }
            index += 1
        }
        return clean
    }

    /// Behind the sequence that begins with the ESC at `start`.
    private static func endOfEscape(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start + 1
        guard index < bytes.count else { return index }
        switch bytes[index] {
        case UInt8(ascii: "["):
            // Parameters and intermediates, then one final byte (ECMA-48).
            index += 1
            while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
            return index < bytes.count && (0x40...0x7E).contains(bytes[index]) ? index + 1 : index
        case UInt8(ascii: "]"):
            // A title: up to BEL or ESC \. Where neither comes, only the introducer goes: the rest may be a result.
            let limit = min(bytes.count, index + 256)
            for end in index + 1..<max(limit, index + 1) {
                if bytes[end] == 0x07 { return end + 1 }
                if bytes[end] == 0x1B { return end + 1 < bytes.count && bytes[end + 1] == .backslash ? end + 2 : end }
            }
            return index + 1
        case 0x20...0x2F:
            // ESC ( B and the like.
            while index < bytes.count, (0x20...0x2F).contains(bytes[index]) { index += 1 }
            return min(index + 1, bytes.count)
        case 0x30...0x7E:
            return index + 1
        default:
            return index
        }
    }
}
