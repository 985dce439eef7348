// SPDX-License-Identifier: GPL-2.0-only

/// What of a series no run reaches, and why: `Tests/uncovered-VERSION.txt`.
///
///     reason: needs a Vivante GPU
///     drivers/gpu/drm/etnaviv/*
///     reason: the exporter would have to lose a race with itself
///     drivers/dma-buf/dma-buf-vma.c: name_of_a_function()
///     drivers/dma-buf/dma-buf-vma.c: return;
///
/// Below each reason are the files that this kernel does not have, the functions, and the lines, by their text without
/// the blanks around it; `*` stands for any text. A `#` at the beginning of a line begins a comment.
package struct UncoveredLines: Sendable, Equatable {
    /// What one line excuses.
    package struct Entry: Sendable, Equatable {
        package let reason: String
        /// Of the list, from 1.
        package let line: Int
        package let text: String
        private let file: TextPattern
        private let content: TextPattern?
        private let function: String?

        fileprivate init(_ text: String, reason: String, line: Int) {
            self.reason = reason
            self.line = line
            self.text = text
            guard let colon = text.firstRange(of: ": ") else {
                file = TextPattern(text)
                content = nil
                function = nil
                return
            }
            file = TextPattern(text[..<colon.lowerBound])
            let rest = text[colon.upperBound...]
            let isFunction =
                rest.hasSuffix("()") && rest.dropLast(2).allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
            function = isFunction ? String(rest.dropLast(2)) : nil
            content = isFunction ? nil : TextPattern(rest)
        }

        /// Whether it is about a file that this kernel does not have.
        func excuses(file name: String) -> Bool {
            content == nil && function == nil && file.matches(name)
        }

        /// Whether it is about a line that this kernel has.
        func excuses(line text: String, function name: String?, file path: String) -> Bool {
            guard file.matches(path) else { return false }
            if let function { return function == name }
            return content?.matches(String(text.trimmingBlanks)) == true
        }
    }

    package let entries: [Entry]

    package static let none = UncoveredLines(entries: [])

    private init(entries: [Entry]) {
        self.entries = entries
    }

    /// - Parameter file: how messages call it.
    /// - Throws: ``LabFailure`` with the line that is wrong.
    package init(parsing text: String, name file: String) throws(LabFailure) {
        var entries: [Entry] = []
        var reason = ""
        var number = 0
        for raw in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            let line = String(raw.trimmingBlanks)
            guard !line.isEmpty, !line.hasPrefix("#") else { continue }
            if let words = line.textAfter(prefix: "reason:") {
                reason = String(words.trimmingBlanks)
            } else if reason.isEmpty {
                throw LabFailure(
                    .usage, "\(file):\(number): lines that nothing runs, without a reason",
                    advice: "a line `reason: TEXT` goes before it")
            } else {
                entries.append(Entry(line, reason: reason, line: number))
            }
        }
        self.entries = entries
    }
}
