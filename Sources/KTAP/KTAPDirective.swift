// SPDX-License-Identifier: GPL-2.0-only

/// What stands behind the `#` of a result or a plan.
struct KTAPDirective: Equatable {
    enum Word: Equatable {
        case skip, todo, expectedFailure, unexpectedPass, timeout, error
        /// This project's own, for a test that has no result: see ``KTAPWriter``.
        case missing
    }

    var word: Word?
    /// Whether the word is in capitals, as the specification has it.
    var isUpperCase = false
    /// The rest of the text, without a duration; nil where nothing is left.
    var text: String?
    var milliseconds: Double?

    init() {}

    /// - Parameter data: what follows the `#`.
    init(data: KTAPBytes) {
        let blanks = data.prefix(while: \.isBlank).count
        var rest = data.trimmed
        if let (found, isUpper, behind) = Self.word(at: rest) {
            // kselftest writes two blanks where there is no directive. Only SKIP on a line of its own kind is common
            // enough with more blanks in other TAP to be taken for one; the result line decides.
            if blanks < 2 || (found == .skip && isUpper) {
                word = found
                isUpperCase = isUpper
                isSpaced = blanks >= 2
                rest = behind
            }
        }
        whole = data.trimmed
        setText(rest)
    }

    /// Whether more than one blank stood before the word.
    private(set) var isSpaced = false
    private var whole: KTAPBytes = []

    /// The same text, read as data without a directive.
    var withoutWord: KTAPDirective {
        var plain = KTAPDirective()
        plain.setText(whole)
        return plain
    }

    private mutating func setText(_ bytes: KTAPBytes) {
        let (before, duration) = Self.splitDuration(bytes)
        milliseconds = duration
        text = before.isEmpty ? nil : before.text
    }

    /// The directive that `text` begins with. Letters up to a blank, a colon or the end: `error=5` is data.
    static func word(at text: KTAPBytes) -> (Word, isUpperCase: Bool, rest: KTAPBytes)? {
        let letters = text.prefix(while: \.isLetter)
        guard (4...7).contains(letters.count), letters.endIndex == text.endIndex || isBoundary(text[letters.endIndex])
        else { return nil }
        let word: Word
        switch letters.text.uppercased() {
        case "SKIP", "SKIPPED": word = .skip
        case "TODO": word = .todo
        case "XFAIL": word = .expectedFailure
        case "XPASS": word = .unexpectedPass
        case "TIMEOUT": word = .timeout
        case "ERROR": word = .error
        case "MISSING": word = .missing
        default: return nil
        }
        var rest = text[letters.endIndex...]
        if rest.first == UInt8(ascii: ":") { rest = rest.dropFirst() }
        return (word, letters.allSatisfy { $0 < UInt8(ascii: "a") }, rest.trimmed)
    }

    private static func isBoundary(_ byte: UInt8) -> Bool { byte.isBlank || byte == UInt8(ascii: ":") }

    /// Takes `time=12.345ms` off the end, in milliseconds, to the microsecond that the writer writes.
    private static func splitDuration(_ bytes: KTAPBytes) -> (KTAPBytes, Double?) {
        guard bytes.last == UInt8(ascii: "s") else { return (bytes, nil) }
        var start = bytes.endIndex
        while start > bytes.startIndex, !bytes[start - 1].isBlank { start -= 1 }
        guard let value = bytes[start...].after("time="), value.count > 2, value.count <= 18,
            value.suffix(2).begins(with: "ms")
        else { return (bytes, nil) }
        let number = value.dropLast(2)
        guard number.allSatisfy({ $0.isDigit || $0 == UInt8(ascii: ".") }), let milliseconds = Double(number.text)
        else {
            return (bytes, nil)
        }
        return (bytes[..<start].withoutTrailingBlanks, (milliseconds * 1000).rounded() / 1000)
    }
}
