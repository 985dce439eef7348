// SPDX-License-Identifier: GPL-2.0-only

/// Text in a C array of fixed length, which Swift sees as a tuple.
enum FixedText {
    /// The bytes up to the first NUL, or all.
    static func string<Tuple: BitwiseCopyable>(_ text: Tuple) -> String {
        withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
