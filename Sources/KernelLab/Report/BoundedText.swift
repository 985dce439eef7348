// SPDX-License-Identifier: GPL-2.0-only

/// Lines for a page that people read: so many, so long, and how many were left out.
struct BoundedText {
    /// Characters kept of a line.
    static let longestLine = 500

    let lines: [String]
    let omitted: Int

    /// The first lines and the last ones, three of four at the head, where the cause stands.
    init(_ all: [String], limit: Int) {
        let last = all.count > limit ? limit / 4 : 0
        let head = all.count > limit ? limit - last : all.count
        omitted = all.count - head - last
        var lines = all.prefix(head).map(Self.cut)
        if omitted > 0 { lines.append("… \(omitted) lines left out …") }
        self.lines = lines + all.suffix(last).map(Self.cut)
    }

    /// One line, cut where it is too long.
    static func cut(_ line: String) -> String {
        let bytes = line.utf8
        guard bytes.count > longestLine else { return line }
        // A line can be one character of a megabyte of accents: bytes bound it.
        return String(decoding: bytes.prefix(longestLine), as: UTF8.self) + "…"
    }
}
