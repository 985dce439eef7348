// SPDX-License-Identifier: GPL-2.0-only

/// Makes mutants of the lines that a series adds to C files.
///
/// No parser: kernel style puts one thing on a line, and what does not compile is not counted.
package struct MutantGenerator: Sendable {
    /// Operators as they stand between blanks, and what each is mistaken for.
    private static let mistakes: [(from: String, to: String)] = [
        (" == ", " != "), (" != ", " == "), (" < ", " <= "), (" <= ", " < "), (" > ", " >= "), (" >= ", " > "),
        (" && ", " || "), (" || ", " && "), (" + ", " - "), (" - ", " + "),
    ]

    package init() {}

    /// Every mutant of a file, in order of its lines.
    ///
    /// - Parameters:
    ///   - file: its path in the tree.
    ///   - before: without the series; nil where the series brings the file.
    ///   - after: with it.
    package func mutants(of file: String, before: String?, after: String) -> [Mutant] {
        let lines = Self.lines(after)
        let added: [Int]
        if let before {
            added = lines.difference(from: Self.lines(before)).insertions.map { change in
                switch change {
                case .insert(let offset, _, _), .remove(let offset, _, _): offset
                }
            }
        } else {
            added = Array(lines.indices)
        }
        return added.flatMap { index in
            variants(of: String(lines[index])).enumerated().map { number, variant in
                Mutant(
                    generated: "\(file):\(index + 1):\(number + 1)", title: variant.title, file: file,
                    line: index + 1, text: variant.text)
            }
        }
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// What one line may become.
    func variants(of line: String) -> [(title: String, text: String)] {
        guard line.hasPrefix("\t"), !line.hasSuffix("\\") else {
            return []
        }
        let code = line.drop { $0 == "\t" || $0 == " " }
        guard !code.isEmpty, !["*", "/*", "//", "."].contains(where: { code.hasPrefix($0) }) else {
            return []
        }
        let indent = line.prefix { $0 == "\t" || $0 == " " }
        var variants: [(title: String, text: String)] = []
        if let condition = Self.condition(code) {
            variants.append(
                (
                    "the condition is inverted: \(code)",
                    "\(indent)\(condition.head)!(\(condition.text))\(condition.tail)"
                ))
        }
        for mistake in Self.mistakes {
            for range in line.ranges(of: mistake.from) {
                variants.append(
                    (
                        "\(mistake.from.trimmingBlanks) is taken for \(mistake.to.trimmingBlanks): \(code)",
                        Self.replacing(range, of: line, with: mistake.to)
                    ))
            }
        }
        if Self.isCall(code) {
            variants.append(("left out: \(code)", "\(indent);"))
        }
        if code.hasPrefix("return ERR_PTR(-E") || code.hasPrefix("return -E") {
            let error = code.hasPrefix("return ERR") ? "ERR_PTR(-EBADF)" : "-EBADF"
            variants.append(("another error: \(code)", "\(indent)return \(error);"))
        }
        return variants
    }

    private static func replacing(_ range: Range<String.Index>, of line: String, with text: String) -> String {
        var line = line
        line.replaceSubrange(range, with: text)
        return line
    }

    /// The parts of an `if` whose condition ends on its line.
    private static func condition(_ code: Substring) -> (head: String, text: String, tail: String)? {
        guard let start = code.firstRange(of: "if ("),
            start.lowerBound == code.startIndex || code.hasPrefix("} else if (")
        else {
            return nil
        }
        let rest = code[start.upperBound...]
        let tail = rest.hasSuffix(") {") ? ") {" : ")"
        guard rest.hasSuffix(tail) else {
            return nil
        }
        let text = rest.dropLast(tail.count)
        var depth = 0
        for character in text {
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            if depth < 0 {
                return nil
            }
        }
        return depth == 0 ? (String(code[..<start.upperBound]), String(text), tail) : nil
    }

    /// Whether it is a statement that calls a function and does nothing else.
    private static func isCall(_ code: Substring) -> Bool {
        let name = code.prefix { $0.isLetter || $0.isNumber || "_->.".contains($0) }
        return !name.isEmpty && code.hasSuffix(");") && code.dropFirst(name.count).hasPrefix("(")
    }
}
