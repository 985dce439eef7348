// SPDX-License-Identifier: GPL-2.0-only

internal import Mustache

/// Text of any origin for HTML, in an element or in a quoted attribute.
///
/// The template engine's own escaping goes by characters as people see them: a quote with an accent on it is another
/// character to it than a quote, but not to a browser. So this one goes by code points.
struct HTMLText: MustacheContentType {
    /// The name by which the template asks for it.
    static let name = "HTML-OF-REPORT"

    func escapeText(_ text: String) -> String {
        // Most text is plain, and there can be megabytes of it.
        if text.utf8.allSatisfy(Self.isPlain) { return text }
        var result = String.UnicodeScalarView()
        for scalar in XMLText.clean(text).unicodeScalars {
            switch scalar {
            case "<": result.append(contentsOf: "&lt;".unicodeScalars)
            case ">": result.append(contentsOf: "&gt;".unicodeScalars)
            case "&": result.append(contentsOf: "&amp;".unicodeScalars)
            case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
            case "'": result.append(contentsOf: "&#39;".unicodeScalars)
            // They turn text around, so that it reads as what it is not.
            case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
        case 0x20...0x7E, UInt8(ascii: "\n"), UInt8(ascii: "\t"): true
        default: false
        }
    }
}
