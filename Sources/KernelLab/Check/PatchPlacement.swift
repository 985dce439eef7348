// SPDX-License-Identifier: GPL-2.0-only

/// A hunk that GNU patch did not find exactly where the patch says.
package struct PatchPlacement: Sendable, Equatable {
    package let file: String
    /// From 1, within the file.
    package let hunk: Int
    /// Where it went, from 1.
    package let line: Int
    /// Lines of context that had to be ignored.
    package let fuzz: Int
    /// Lines below where the patch says; negative for above.
    package let offset: Int

    /// "hunk 1 applies only with fuzz 1, at an offset of 2 lines".
    package var message: String {
        var parts: [String] = []
        if fuzz > 0 { parts.append("only with fuzz \(fuzz)") }
        if offset != 0 { parts.append("at an offset of \(offset) \(abs(offset) == 1 ? "line" : "lines")") }
        return "hunk \(hunk) applies \(parts.joined(separator: ", "))"
    }

    /// Reads the output of `patch`, in English. Hunks that went where they should are not mentioned in it.
    package static func inexact(in output: [String]) -> [PatchPlacement] {
        var file = ""
        var found: [PatchPlacement] = []
        for line in output {
            if let path = line.textAfter(prefix: "patching file ") {
                file = path
            } else if let placement = succeeded(line, file: file) {
                found.append(placement)
            }
        }
        return found
    }

    /// `Hunk #1 succeeded at 8 with fuzz 1 (offset -2 lines).`
    private static func succeeded(_ text: String, file: String) -> PatchPlacement? {
        let words = text.split { " ().".contains($0) }
        guard words.count > 4, words[0] == "Hunk", words[2] == "succeeded", words[3] == "at",
            let hunk = Int(words[1].dropFirst()), let line = Int(words[4])
        else {
            return nil
        }
        func number(after word: String) -> Int {
            words.firstIndex { $0 == word }.flatMap { $0 + 1 < words.count ? Int(words[$0 + 1]) : nil } ?? 0
        }
        return PatchPlacement(
            file: file, hunk: hunk, line: line, fuzz: number(after: "fuzz"), offset: number(after: "offset"))
    }
}
