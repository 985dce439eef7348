// SPDX-License-Identifier: GPL-2.0-only

/// What the kernel's log puts before a line, and where it begins in the middle of one.
enum KTAPConsolePrefix {
    /// Where the line proper begins, behind any of `<6>`, `6,339,514,-;` (/dev/kmsg), `[    1.234567] ` and
    /// `[    1.234567][    T1] `. Cut by its grammar, not by the width of the first one: the width changes with the
    /// seconds, and on a serial console only some of the lines have one.
    static func end(in line: KTAPBytes) -> Int {
        var index = line.startIndex
        index = endOfLevel(in: line, from: index) ?? index
        index = endOfRecord(in: line, from: index) ?? index
        guard var end = endOfStamp(in: line, from: index) else { return index }
        if let caller = endOfCaller(in: line, from: end) { end = caller }
        // printk puts one blank after its prefix; further ones are the line's own indentation.
        return end < line.endIndex && line[end] == .blank ? end + 1 : end
    }

    /// Where a stamp begins behind other text, nil where there is none.
    ///
    /// Stricter than at the beginning of a line, so that `table[1.5] = 3` stays a name: printk pads the seconds with blanks
    /// or writes six digits of microseconds, and a blank or the caller follows.
    static func gluedStamp(in line: KTAPBytes) -> Int? {
        var index = line.startIndex + 1
        while index < line.endIndex {
            defer { index += 1 }
            guard line[index] == UInt8(ascii: "["), let end = endOfStamp(in: line, from: index) else { continue }
            let isPadded = line[index + 1] == .blank
            let hasMicroseconds = end - index > 9 && line[end - 8] == UInt8(ascii: ".")
            let follows = end == line.endIndex || line[end] == .blank || line[end] == UInt8(ascii: "[")
            if (isPadded || hasMicroseconds) && follows { return index }
        }
        return nil
    }

    /// `<6>`
    private static func endOfLevel(in line: KTAPBytes, from start: Int) -> Int? {
        guard start < line.endIndex, line[start] == UInt8(ascii: "<") else { return nil }
        let end = line.endOfDigits(from: start + 1)
        guard end > start + 1, end - start <= 4, end < line.endIndex, line[end] == UInt8(ascii: ">") else { return nil }
        return end + 1
    }

    /// `6,339,514,-;` with any further fields before the semicolon.
    private static func endOfRecord(in line: KTAPBytes, from start: Int) -> Int? {
        var index = start
        for _ in 0..<3 {
            let end = line.endOfDigits(from: index)
            guard end > index, end < line.endIndex, line[end] == UInt8(ascii: ",") else { return nil }
            index = end + 1
        }
        while index < line.endIndex, line[index] != UInt8(ascii: ";") {
            guard !line[index].isBlank else { return nil }
            index += 1
        }
        return index < line.endIndex ? index + 1 : nil
    }

    /// `[    1.234567]`
    private static func endOfStamp(in line: KTAPBytes, from start: Int) -> Int? {
        guard start < line.endIndex, line[start] == UInt8(ascii: "[") else { return nil }
        var index = start + 1
        while index < line.endIndex, line[index] == .blank { index += 1 }
        let point = line.endOfDigits(from: index)
        guard point > index, point < line.endIndex, line[point] == UInt8(ascii: ".") else { return nil }
        let end = line.endOfDigits(from: point + 1)
        guard end > point + 1, end < line.endIndex, line[end] == UInt8(ascii: "]") else { return nil }
        return end + 1
    }

    /// `[    T1]` or `[   C0]` of CONFIG_PRINTK_CALLER, also after one blank.
    private static func endOfCaller(in line: KTAPBytes, from start: Int) -> Int? {
        var index = start
        if index < line.endIndex, line[index] == .blank { index += 1 }
        guard index < line.endIndex, line[index] == UInt8(ascii: "[") else { return nil }
        index += 1
        while index < line.endIndex, line[index] == .blank { index += 1 }
        guard index < line.endIndex, line[index] == UInt8(ascii: "T") || line[index] == UInt8(ascii: "C") else {
            return nil
        }
        let end = line.endOfDigits(from: index + 1)
        guard end > index + 1, end < line.endIndex, line[end] == UInt8(ascii: "]") else { return nil }
        return end + 1
    }
}
