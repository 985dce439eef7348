// SPDX-License-Identifier: GPL-2.0-only

/// Parses the expressions of Kconfig files. `||` binds weakest, then `&&`, then `!` and comparisons.
struct KconfigExpressionParser {
    private enum Token: Equatable {
        case word(String)
        case string(String)
        case macro(String)
        case mark(String)
    }

    private var tokens: ArraySlice<Token>

    /// Nil when `text` is no expression. A trailing `if CONDITION` must have been taken off before.
    static func parse(_ text: some StringProtocol) -> KconfigExpression? {
        guard let tokens = tokenize(Substring(text)), !tokens.isEmpty else { return nil }
        var parser = KconfigExpressionParser(tokens: tokens[...])
        guard let expression = parser.disjunction(), parser.tokens.isEmpty else { return nil }
        return expression
    }

    private static func tokenize(_ text: Substring) -> [Token]? {
        var tokens: [Token] = []
        var rest = text
        while let first = rest.first {
            if first == " " || first == "\t" {
                rest.removeFirst()
            } else if first == "#" {
                break
            } else if first == "\"" || first == "'" {
                rest.removeFirst()
                guard let end = rest.firstIndex(of: first) else { return nil }
                tokens.append(.string(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else if rest.hasPrefix("$(") {
                guard let macro = takeMacro(&rest) else { return nil }
                tokens.append(.macro(macro))
            } else if let mark = ["&&", "||", "!=", "<=", ">=", "!", "=", "<", ">", "(", ")"].first(
                where: rest.hasPrefix)
            {
                tokens.append(.mark(mark))
                rest = rest.dropFirst(mark.count)
            } else {
                let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./".contains($0)) }
                guard !word.isEmpty else { return nil }
                tokens.append(.word(String(word)))
                rest = rest.dropFirst(word.count)
            }
        }
        return tokens
    }

    /// `$(…)` with nested parentheses.
    private static func takeMacro(_ rest: inout Substring) -> String? {
        var depth = 0
        var index = rest.startIndex
        while index < rest.endIndex {
            if rest[index] == "(" { depth += 1 }
            if rest[index] == ")" {
                depth -= 1
                if depth == 0 {
                    let end = rest.index(after: index)
                    defer { rest = rest[end...] }
                    return String(rest[..<end])
                }
            }
            index = rest.index(after: index)
        }
        return nil
    }

    private mutating func take(_ marks: String...) -> String? {
        guard case .mark(let mark)? = tokens.first, marks.contains(mark) else { return nil }
        tokens.removeFirst()
        return mark
    }

    private mutating func disjunction() -> KconfigExpression? {
        guard var left = conjunction() else { return nil }
        while take("||") != nil {
            guard let right = conjunction() else { return nil }
            left = .or(left, right)
        }
        return left
    }

    private mutating func conjunction() -> KconfigExpression? {
        guard var left = negation() else { return nil }
        while take("&&") != nil {
            guard let right = negation() else { return nil }
            left = .and(left, right)
        }
        return left
    }

    private mutating func negation() -> KconfigExpression? {
        if take("!") != nil { return negation().map { .not($0) } }
        if take("(") != nil {
            guard let inner = disjunction(), take(")") != nil else { return nil }
            return inner
        }
        guard let left = operand() else { return nil }
        guard let mark = take("=", "!=", "<", "<=", ">", ">="),
            let comparison = KconfigExpression.Comparison(rawValue: mark)
        else { return left }
        return operand().map { .compare(comparison, left, $0) }
    }

    private mutating func operand() -> KconfigExpression? {
        switch tokens.popFirst() {
        case .word(let name): .symbol(name)
        case .string(let text): .string(text)
        case .macro(let text): .macro(text)
        case .mark, nil: nil
        }
    }
}
