// SPDX-License-Identifier: GPL-2.0-only

/// `ok|not ok NUMBER [-] [description] [# [directive] [data]]`.
struct KTAPResultLine {
    enum Number: Equatable {
        case none
        case value(Int)
        /// Digits that no Int can hold.
        case tooLarge
    }

    var isOK: Bool
    var number: Number
    var name: String
    var directive: KTAPDirective
    /// Whether anything but the number follows `ok`: if not, the rest may have been cut off.
    var isBare: Bool

    /// Nil where `line`, without indentation, is no result.
    init?(_ line: KTAPBytes) {
        let rest: KTAPBytes
        if let after = line.after("ok") {
            (isOK, rest) = (true, after)
        } else if let after = line.after("not ok") {
            (isOK, rest) = (false, after)
        } else {
            return nil
        }
        guard rest.first?.isBlank ?? true else { return nil }
        var description = rest.withoutLeadingBlanks
        let end = description.endOfDigits(from: description.startIndex)
        let digits = description[description.startIndex..<end]
        number = .none
        if !digits.isEmpty, end == description.endIndex || description[end].isBlank || description[end] == .hash {
            number = digits.decimal.map(Number.value) ?? .tooLarge
            description = description[end...]
        }
        isBare = description.isEmpty
        description = description.withoutLeadingBlanks
        let (nameEnd, dataStart) = Self.separator(in: description)
        name = Self.name(description[..<nameEnd])
        directive = dataStart.map { KTAPDirective(data: description[$0...]) } ?? KTAPDirective()
        if directive.isSpaced, !isOK { directive = directive.withoutWord }
    }

    /// The outcome, and whether line and directive contradict each other.
    ///
    /// Lower case is a directive wherever it excuses or agrees; a lower-case `error` or `timeout` behind `ok` is data. What
    /// this parser does not know falls back to `ok` or `not ok`.
    func outcome() -> (status: KTAPStatus, reason: String?, isContradictory: Bool) {
        let plain: KTAPStatus = isOK ? .pass : .fail
        let text = directive.text
        switch directive.word {
        case nil: return (plain, text, false)
        case .skip: return (.skip, text, false)
        case .expectedFailure: return (.expectedFailure, text, false)
        case .todo: return (isOK ? .unexpectedPass : .expectedFailure, text, false)
        case .unexpectedPass:
            // Nobody excuses a `not ok` with this.
            return isOK ? (.unexpectedPass, text, false) : (.fail, directive.withoutWord.text, false)
        case .timeout, .error:
            if isOK, !directive.isUpperCase { return (plain, directive.withoutWord.text, false) }
            return (directive.word == .timeout ? .timeout : .error, text, isOK)
        case .missing:
            if isOK || !directive.isUpperCase { return (plain, directive.withoutWord.text, false) }
            return (.missing, text, false)
        }
    }

    /// The end of the name, and the beginning of the data where there is one.
    ///
    /// The specification allows no `#` in a name, but names have it. One that is escaped, or glued between two characters,
    /// belongs to the name; one glued to the name's end is a separator only before a known directive.
    private static func separator(in text: KTAPBytes) -> (Int, Int?) {
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == .backslash {
                index += 2
                continue
            }
            if byte == .hash {
                let data = text[(index + 1)...]
                let isApart = index == text.startIndex || text[index - 1].isBlank
                let isDirective = data.first?.isBlank == true && KTAPDirective.word(at: data.trimmed) != nil
                if isApart || isDirective { return (index, index + 1) }
            }
            index += 1
        }
        return (text.endIndex, nil)
    }

    /// The name without TAP's dash and without escapes.
    private static func name(_ bytes: KTAPBytes) -> String {
        var name = bytes.trimmed
        if name.first == UInt8(ascii: "-"), name.dropFirst().first?.isBlank ?? true {
            name = name.dropFirst().withoutLeadingBlanks
        }
        return unescaped(name)
    }

    /// TAP 14 escapes `#` and the backslash, and nothing else.
    static func unescaped(_ bytes: KTAPBytes) -> String {
        guard bytes.contains(.backslash) else { return bytes.text }
        var plain: [UInt8] = []
        plain.reserveCapacity(bytes.count)
        var isEscaped = false
        for byte in bytes {
            if isEscaped {
                if byte != .hash, byte != .backslash { plain.append(.backslash) }
                plain.append(byte)
                isEscaped = false
            } else if byte == .backslash {
                isEscaped = true
            } else {
                plain.append(byte)
            }
        }
        if isEscaped { plain.append(.backslash) }
        return String(decoding: plain, as: UTF8.self)
    }
}
