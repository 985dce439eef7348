// SPDX-License-Identifier: GPL-2.0-only

/// An expression of the Kconfig language, as behind `depends on`.
indirect enum KconfigExpression: Sendable, Equatable {
    enum Comparison: String, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    case symbol(String)
    case string(String)
    /// `$(cc-option,…)`: what it gives depends on the compiler, so it is not known here.
    case macro(String)
    case not(KconfigExpression)
    case and(KconfigExpression, KconfigExpression)
    case or(KconfigExpression, KconfigExpression)
    case compare(Comparison, KconfigExpression, KconfigExpression)

    /// Both, where either may be missing.
    static func conjunction(_ left: KconfigExpression?, _ right: KconfigExpression?) -> KconfigExpression? {
        guard let left else { return right }
        guard let right else { return left }
        return .and(left, right)
    }

    /// The value under `config`; nil when a macro decides it.
    func value(in config: FinalConfig) -> Tristate? {
        switch self {
        case .symbol(let name):
            return Self.constant(name) ?? config[name].tristate
        case .string(let text):
            return Self.constant(text) ?? .no
        case .macro:
            return nil
        case .not(let inner):
            return inner.value(in: config).map { !$0 }
        case .and(let left, let right):
            let values = (left.value(in: config), right.value(in: config))
            if values.0 == .no || values.1 == .no { return .no }
            guard let one = values.0, let two = values.1 else { return nil }
            return min(one, two)
        case .or(let left, let right):
            let values = (left.value(in: config), right.value(in: config))
            if values.0 == .yes || values.1 == .yes { return .yes }
            guard let one = values.0, let two = values.1 else { return nil }
            return max(one, two)
        case .compare(let comparison, let left, let right):
            guard let one = left.text(in: config), let two = right.text(in: config) else { return nil }
            return Self.holds(comparison, one, two) ? .yes : .no
        }
    }

    private static func constant(_ name: String) -> Tristate? {
        switch name {
        case "y": .yes
        case "m": .module
        case "n": .no
        default: nil
        }
    }

    /// What a comparison sees of an operand.
    private func text(in config: FinalConfig) -> String? {
        switch self {
        case .string(let text):
            return text
        case .symbol(let name):
            guard Self.constant(name) == nil, !name.allSatisfy(\.isASCIIDigit), !name.hasPrefix("0x") else {
                return name
            }
            switch config[name] {
            case .string(let text), .number(let text): return text
            case let value: return value.text
            }
        default:
            return nil
        }
    }

    private static func holds(_ comparison: Comparison, _ one: String, _ two: String) -> Bool {
        let numbers = Int(one).flatMap { first in Int(two).map { (first, $0) } }
        switch comparison {
        case .equal: return one == two
        case .notEqual: return one != two
        case .less: return numbers.map { $0.0 < $0.1 } ?? (one < two)
        case .lessOrEqual: return numbers.map { $0.0 <= $0.1 } ?? (one <= two)
        case .greater: return numbers.map { $0.0 > $0.1 } ?? (one > two)
        case .greaterOrEqual: return numbers.map { $0.0 >= $0.1 } ?? (one >= two)
        }
    }

    /// The parts of the conjunction that keep it below `needed`; what cannot be told here is not among them.
    func unmetParts(needed: Tristate, in config: FinalConfig) -> [KconfigExpression] {
        if case .and(let left, let right) = self {
            return left.unmetParts(needed: needed, in: config) + right.unmetParts(needed: needed, in: config)
        }
        guard let value = value(in: config), value < needed else { return [] }
        return [self]
    }

    /// Symbols named in it, each once, in order.
    var symbols: [String] {
        var names: [String] = []
        func visit(_ expression: KconfigExpression) {
            switch expression {
            case .symbol(let name):
                if Self.constant(name) == nil, !name.allSatisfy(\.isASCIIDigit), !names.contains(name) {
                    names.append(name)
                }
            case .string, .macro: break
            case .not(let inner): visit(inner)
            case .and(let left, let right), .or(let left, let right), .compare(_, let left, let right):
                visit(left)
                visit(right)
            }
        }
        visit(self)
        return names
    }
}

extension KconfigExpression: CustomStringConvertible {
    var description: String {
        switch self {
        case .symbol(let name): name
        case .string(let text): "\"\(text)\""
        case .macro(let text): text
        case .not(let inner): "!\(inner.grouped)"
        case .and(let left, let right): "\(left.grouped(in: .and)) && \(right.grouped(in: .and))"
        case .or(let left, let right): "\(left) || \(right)"
        case .compare(let comparison, let left, let right): "\(left)\(comparison.rawValue)\(right)"
        }
    }

    private enum Surrounding { case and }

    private var grouped: String {
        switch self {
        case .symbol, .string, .macro, .not: description
        default: "(\(description))"
        }
    }

    private func grouped(in surrounding: Surrounding) -> String {
        if case .or = self { return "(\(description))" }
        return description
    }
}
