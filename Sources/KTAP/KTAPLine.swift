// SPDX-License-Identifier: GPL-2.0-only

/// One line, classified by its own text alone; what it means also depends on the lines before it.
struct KTAPLine {
    enum Kind {
        /// `KTAP version 1`; nil for a number that no Int can hold.
        case version(isTAP: Bool, number: Int?)
        /// `1..N`; the count is nil for a plan that cannot be one.
        case plan(count: Int?, directive: KTAPDirective)
        case result(KTAPResultLine)
        case bailOut(String)
        /// Anything else that is not a comment.
        case text
        /// A comment that means nothing to the parser.
        case comment
        /// `# Subtest: NAME`
        case subtest(String)
        /// The comment `run_kselftest.sh` puts before a program's output.
        case program(String)
        /// `# Totals: pass:1 fail:0 …`, in that order: pass, fail, xfail, xpass, skip, error.
        case totals([Int?])
        /// kselftest's `# Planned tests != run tests (3 != 2)`
        case plannedNotRun
    }

    /// The deepest chain of `# ` that is looked behind.
    private static let mostHashes = 8

    /// Where the content begins, in columns; a comment mark counts two, as a level of indentation does.
    var column: Int
    /// The columns of the comment marks before the content.
    private(set) var marks: [Int] = []
    var kind: Kind
    /// The content, behind indentation and comment marks.
    var content: KTAPBytes

    /// - Parameter line: behind the log's prefix.
    init(_ line: KTAPBytes) {
        var rest = line
        column = 0
        while true {
            column = Self.indent(&rest, from: column)
            guard marks.count < Self.mostHashes, rest.first == .hash else { break }
            guard rest.count > 1, rest[rest.startIndex + 1].isBlank else { break }
            // Of a nested stream's own comments the mark itself is wanted: it says more than its text.
            if let kind = Self.comment(rest.dropFirst(2)) {
                self.kind = kind
                content = rest
                return
            }
            marks.append(column)
            column += 2
            rest = rest.dropFirst(2)
        }
        content = rest
        kind = rest.first == .hash ? .comment : Self.kind(of: rest)
    }

    /// How many comment marks stand before the content.
    var hashes: Int { marks.count }

    /// Whether the line is one of the kinds that make up a stream.
    var isStructural: Bool {
        switch kind {
        case .version, .plan, .result, .bailOut: true
        case .text, .comment, .subtest, .program, .totals, .plannedNotRun: false
        }
    }

    /// Takes the blanks off; a tab goes to the next multiple of four, old KUnit's level.
    private static func indent(_ rest: inout KTAPBytes, from start: Int) -> Int {
        var column = start
        while let byte = rest.first, byte.isBlank {
            column = byte == .tab ? (column / 4 + 1) * 4 : column + 1
            rest = rest.dropFirst()
        }
        return column
    }

    /// What `content`, without indentation, is.
    static func kind(of content: KTAPBytes) -> Kind {
        // Most lines of a console are none of these: one look at the first byte must do for them.
        switch content.first {
        case UInt8(ascii: "o"), UInt8(ascii: "n"):
            return KTAPResultLine(content).map(Kind.result) ?? .text
        case UInt8(ascii: "K"):
            return content.after("KTAP version ").flatMap { version($0, isTAP: false) } ?? .text
        case UInt8(ascii: "T"):
            return content.after("TAP version ").flatMap { version($0, isTAP: true) } ?? .text
        case UInt8(ascii: "B"):
            return content.after("Bail out!").map { .bailOut($0.trimmed.text) } ?? .text
        case .some(let byte) where byte.isDigit:
            return plan(content) ?? .text
        default:
            return .text
        }
    }

    private static func version(_ rest: KTAPBytes, isTAP: Bool) -> Kind? {
        let digits = rest[rest.startIndex..<rest.endOfDigits(from: rest.startIndex)]
        guard !digits.isEmpty, digits.endIndex == rest.endIndex || rest[digits.endIndex].isBlank else { return nil }
        return .version(isTAP: isTAP, number: digits.decimal)
    }

    private static func plan(_ content: KTAPBytes) -> Kind? {
        let first = content[content.startIndex..<content.endOfDigits(from: content.startIndex)]
        guard let rest = content[first.endIndex...].after("..") else { return nil }
        let isNegative = rest.first == UInt8(ascii: "-")
        let digits = isNegative ? rest.dropFirst() : rest
        let last = digits[digits.startIndex..<digits.endOfDigits(from: digits.startIndex)]
        let behind = digits[last.endIndex...].withoutLeadingBlanks
        guard !last.isEmpty, behind.isEmpty || behind.first == .hash else { return nil }
        let count = isNegative || first.decimal != 1 ? nil : last.decimal
        return .plan(
            count: count, directive: behind.isEmpty ? KTAPDirective() : KTAPDirective(data: behind.dropFirst()))
    }

    /// The comments that mean something.
    private static func comment(_ text: KTAPBytes) -> Kind? {
        switch text.first {
        case UInt8(ascii: "S"):
            return text.after("Subtest:").map { .subtest(KTAPResultLine.unescaped($0.trimmed)) }
        case UInt8(ascii: "s"):
            // `# selftests: DIR: PROG`
            guard let rest = text.after("selftests: "), rest.contains(UInt8(ascii: ":")) else { return nil }
            return .program(text.trimmed.text)
        case UInt8(ascii: "T"):
            return text.after("Totals:").map { .totals(totals($0)) }
        case UInt8(ascii: "P"):
            return text.begins(with: "Planned tests != run tests") ? .plannedNotRun : nil
        default:
            return nil
        }
    }

    private static func totals(_ text: KTAPBytes) -> [Int?] {
        let names = ["pass", "fail", "xfail", "xpass", "skip", "error"]
        var counts = [Int?](repeating: nil, count: names.count)
        for field in text.split(whereSeparator: \.isBlank) {
            let parts = field.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            guard parts.count == 2, let index = names.firstIndex(of: parts[0].text) else { continue }
            counts[index] = parts[1].decimal
        }
        return counts
    }
}
