// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// How a status is shown where there is room for little: a sign that needs no colour, a letter, a word.
struct StatusMark {
    /// One character of any font that has the usual symbols.
    let sign: String
    /// One character of ASCII.
    let letter: Character
    let word: String

    init(_ status: KTAPStatus) {
        (sign, letter, word) =
            switch status {
            case .pass: ("✓", ".", "passed")
            case .fail: ("✗", "F", "failed")
            case .skip: ("–", "s", "skipped")
            case .expectedFailure: ("~", "x", "failed as expected")
            case .unexpectedPass: ("^", "X", "passed unexpectedly")
            case .timeout: ("T", "T", "timed out")
            case .error: ("E", "E", "could not be carried out")
            case .missing: ("?", "?", "gave no result")
            }
    }
}
