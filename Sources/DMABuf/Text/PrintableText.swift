// SPDX-License-Identifier: GPL-2.0-only

/// Text from elsewhere for a terminal: a buffer's name and a command line may have any bytes in them.
enum PrintableText {
    /// The text on one line, with what a terminal would obey or not show as `\u{…}`.
    static func of(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
                result += "\\u{\(String(scalar.value, radix: 16))}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
