// SPDX-License-Identifier: GPL-2.0-only

/// A piece of one line.
typealias KTAPBytes = ArraySlice<UInt8>

extension UInt8 {
    static let blank = UInt8(ascii: " ")
    static let tab = UInt8(ascii: "\t")
    static let hash = UInt8(ascii: "#")
    static let backslash = UInt8(ascii: "\\")

    var isBlank: Bool { self == .blank || self == .tab }
    var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
    var isLetter: Bool { (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z") }
}

extension KTAPBytes {
    /// The text, with U+FFFD for what is no UTF-8.
    var text: String { String(decoding: self, as: UTF8.self) }

    /// Without blanks at the beginning.
    var withoutLeadingBlanks: KTAPBytes { drop(while: \.isBlank) }

    /// Without blanks at either end.
    var trimmed: KTAPBytes { withoutLeadingBlanks.withoutTrailingBlanks }

    var withoutTrailingBlanks: KTAPBytes {
        var end = endIndex
        while end > startIndex, self[end - 1].isBlank { end -= 1 }
        return self[startIndex..<end]
    }

    /// Whether `word` begins at `index`.
    func has(_ word: StaticString, at index: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index >= startIndex, endIndex - index >= length else { return false }
        return word.withUTF8Buffer { buffer in
            for offset in 0..<length where self[index + offset] != buffer[offset] { return false }
            return true
        }
    }

    func begins(with word: StaticString) -> Bool { has(word, at: startIndex) }

    /// What follows `word`, nil where that does not begin it.
    func after(_ word: StaticString) -> KTAPBytes? {
        begins(with: word) ? self[(startIndex + word.utf8CodeUnitCount)...] : nil
    }

    /// The end of the digits that begin at `index`.
    func endOfDigits(from index: Int) -> Int {
        var end = index
        while end < endIndex, self[end].isDigit { end += 1 }
        return end
    }

    /// The value, nil where it is no sequence of digits or no Int can hold it.
    var decimal: Int? {
        guard !isEmpty else { return nil }
        var value = 0
        for byte in self {
            guard byte.isDigit else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }
}
