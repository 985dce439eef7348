// SPDX-License-Identifier: GPL-2.0-only

/// How names, reasons and diagnostics are put on one line.
enum KTAPText {
    /// A name: trimmed, escaped, and with control characters made visible (as text, so their backslash is escaped as well).
    static func escaped(_ name: String) -> String {
        var bytes: [UInt8] = []
        for byte in Array(visible(name).utf8) {
            if byte == .hash || byte == .backslash { bytes.append(.backslash) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// One trimmed line, with control characters as C writes them.
    static func visible(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x0A: bytes += Array("\\n".utf8)
            case 0x0D: bytes += Array("\\r".utf8)
            case .tab: bytes.append(.tab)
            case 0x00..<0x20, 0x7F:
                let digits = Array("0123456789abcdef".utf8)
                bytes += Array("\\x".utf8)
                bytes += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        return bytes[...].trimmed.text
    }

    /// `time=12.345ms`, nil for what is no duration.
    static func duration(_ milliseconds: Double) -> String? {
        guard milliseconds >= 0, milliseconds < 1e12 else { return nil }
        let microseconds = Int((milliseconds * 1000).rounded())
        let fraction = String(microseconds % 1000 + 1000).dropFirst()
        return "time=\(microseconds / 1000).\(fraction)ms"
    }

    /// The word behind `#`, nil where `ok` and `not ok` say it all.
    static func directive(for status: KTAPStatus) -> String? {
        switch status {
        case .pass, .fail: nil
        case .skip: "SKIP"
        case .expectedFailure: "XFAIL"
        case .unexpectedPass: "XPASS"
        case .timeout: "TIMEOUT"
        case .error: "ERROR"
        case .missing: "MISSING"
        }
    }

    /// A comment line that is nothing but a comment.
    static func comment(_ text: some StringProtocol) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 where byte != 0x00 {
            // A lone CR would end the line for a reader.
            let isControl = byte < 0x20 && byte != .tab || byte == 0x7F
            if isControl { bytes += byte == 0x0D ? [] : [0xEF, 0xBF, 0xBD] } else { bytes.append(byte) }
        }
        let plain = bytes[...].withoutTrailingBlanks.text
        guard !plain.isEmpty else { return "#" }
        let line = KTAPLine(Array("# \(plain)".utf8)[...])
        switch line.kind {
        case .version, .plan, .subtest, .program, .totals, .plannedNotRun: return "# | \(plain)"
        case .result, .bailOut, .text, .comment: return "# \(plain)"
        }
    }
}
