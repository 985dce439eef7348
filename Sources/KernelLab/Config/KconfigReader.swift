// SPDX-License-Identifier: GPL-2.0-only

/// Reads Kconfig files line by line (Documentation/kbuild/kconfig-language.rst).
struct KconfigReader {
    private struct Frame {
        enum Kind: Equatable { case menu, condition, choice(Int) }
        let kind: Kind
        var dependencies: KconfigExpression?
        var visibility: KconfigExpression?
    }

    /// What property lines belong to.
    private enum Entry {
        case none
        case symbol(Kconfig.Definition)
        /// The innermost frame: a menu or a choice.
        case frame
        /// A comment's `depends on` concerns nobody.
        case comment
    }

    private(set) var result = Kconfig()
    private let variables: [String: String]
    private var frames: [Frame] = []
    private var entry = Entry.none
    private var choiceCount = 0
    private var depth = 0
    /// A tree's files nest some ten deep; more is a file that includes itself.
    private static let deepest = 64

    init(variables: [String: String]) {
        self.variables = variables
    }

    mutating func readFile(_ path: String, from location: String?, read: (String) -> String?) {
        guard depth < Self.deepest else {
            return note(location ?? path, "files are nested too deep at \(path)")
        }
        guard let text = read(path) else {
            return note(location ?? path, "\(path) cannot be read")
        }
        depth += 1
        var lines = KconfigLines(text: text, path: path)
        while let line = lines.next() {
            take(line, lines: &lines, read: read)
        }
        closeEntry()
        depth -= 1
    }

    private mutating func note(_ location: String, _ message: String) {
        result.problems.append(Kconfig.Problem(location: location, message: message))
    }

    private mutating func take(_ line: KconfigLines.Line, lines: inout KconfigLines, read: (String) -> String?) {
        let (keyword, rest) = line.keywordAndRest
        switch keyword {
        case "config", "menuconfig":
            open(rest, at: line.location)
        case "source", "rsource", "osource", "orsource":
            closeEntry()
            readFile(expanded(Self.unquoted(rest)), from: line.location, read: read)
        case "if":
            closeEntry()
            frames.append(Frame(kind: .condition, dependencies: expression(rest, at: line.location)))
        case "menu":
            closeEntry()
            frames.append(Frame(kind: .menu))
            entry = .frame
        case "choice":
            closeEntry()
            choiceCount += 1
            frames.append(Frame(kind: .choice(choiceCount)))
            entry = .frame
        case "endif", "endmenu", "endchoice":
            closeEntry()
            if frames.popLast() == nil { note(line.location, "\(keyword) without its beginning") }
        case "comment", "mainmenu":
            closeEntry()
            entry = .comment
        case "help", "---help---":
            lines.skipHelp(indentation: line.indentation)
        default:
            property(keyword, rest, at: line.location)
        }
    }

    private mutating func open(_ name: String, at location: String) {
        closeEntry()
        guard ConfigLines.isSymbol(name) else { return note(location, "not a symbol's name: \(name)") }
        entry = .symbol(Kconfig.Definition(symbol: name, location: location))
    }

    private mutating func closeEntry() {
        defer { entry = .none }
        guard case .symbol(var definition) = entry else { return }
        for frame in frames {
            definition.dependencies = .conjunction(frame.dependencies, definition.dependencies)
            definition.promptCondition = .conjunction(frame.visibility, definition.promptCondition)
            if case .choice(let number) = frame.kind {
                definition.choice = number
                result.choices[number, default: []].append(definition.symbol)
            }
        }
        result.definitions[definition.symbol, default: []].append(definition)
    }

    private mutating func property(_ keyword: String, _ rest: String, at location: String) {
        let (body, condition) = Self.splitCondition(rest)
        switch keyword {
        case "depends":
            guard let text = body.textAfter(prefix: "on") else { return note(location, "depends without on") }
            guard var parsed = expression(text.trimmingBlanks, at: location) else { return }
            // "depends on A if B": A matters only where B holds.
            if let condition, let guarded = expression(condition, at: location) { parsed = .or(.not(guarded), parsed) }
            addDependency(parsed)
        case "visible":
            guard let condition, let parsed = expression(condition, at: location), !frames.isEmpty else { return }
            let last = frames.index(before: frames.endIndex)
            frames[last].visibility = .conjunction(frames[last].visibility, parsed)
        case "bool", "tristate", "string", "int", "hex", "prompt", "def_bool", "def_tristate", "default":
            typeOrPrompt(keyword, body, condition: condition.flatMap { expression($0, at: location) })
        case "select", "imply":
            guard case .symbol(let definition) = entry else { return }
            let selection = Kconfig.Selection(
                selector: definition.symbol, condition: condition.flatMap { expression($0, at: location) },
                location: location, isImply: keyword == "imply")
            result.selections[body, default: []].append(selection)
        case "range", "modules", "optional", "option", "transitional":
            break
        default:
            // Assignments of macros (`cc-option = …`), and what later kernels may add.
            break
        }
    }

    private mutating func addDependency(_ parsed: KconfigExpression) {
        switch entry {
        case .symbol(var definition):
            definition.dependencies = .conjunction(definition.dependencies, parsed)
            entry = .symbol(definition)
        case .frame:
            guard !frames.isEmpty else { return }
            let last = frames.index(before: frames.endIndex)
            frames[last].dependencies = .conjunction(frames[last].dependencies, parsed)
        case .none, .comment:
            break
        }
    }

    private mutating func typeOrPrompt(_ keyword: String, _ body: String, condition: KconfigExpression?) {
        guard case .symbol(var definition) = entry else { return }
        switch keyword {
        case "def_bool", "def_tristate":
            definition.type = keyword == "def_bool" ? .bool : .tristate
            definition.hasDefault = true
        case "default":
            definition.hasDefault = true
        default:
            if let type = Kconfig.SymbolType(rawValue: keyword) { definition.type = type }
            if !body.isEmpty {
                definition.hasPrompt = true
                definition.promptCondition = .conjunction(definition.promptCondition, condition)
            }
        }
        entry = .symbol(definition)
    }

    private mutating func expression(_ text: String, at location: String) -> KconfigExpression? {
        if let parsed = KconfigExpressionParser.parse(text) { return parsed }
        note(location, "not an expression: \(text)")
        return nil
    }

    /// Takes ` if CONDITION` off the end, but not out of a quoted prompt.
    private static func splitCondition(_ text: String) -> (body: String, condition: String?) {
        var quote: Character?
        var index = text.startIndex
        while index < text.endIndex {
            let character = text[index]
            if let open = quote {
                if character == open { quote = nil }
            } else if character == "\"" || character == "'" {
                quote = character
            } else if text[index...].hasPrefix("if"),
                index == text.startIndex || " \t\"'".contains(text[text.index(before: index)])
            {
                let after = text[index...].dropFirst(2)
                if let next = after.first, " \t(!$\"".contains(next) {
                    return (text[..<index].trimmingBlanks, after.trimmingBlanks)
                }
            }
            index = text.index(after: index)
        }
        return (text.trimmingBlanks, nil)
    }

    private static func unquoted(_ text: String) -> String {
        text.count >= 2 && text.first == "\"" && text.last == "\"" ? String(text.dropFirst().dropLast()) : text
    }

    private func expanded(_ path: String) -> String {
        variables.reduce(path) { path, variable in
            path.replacing("$(\(variable.key))", with: variable.value).replacing(
                "$\(variable.key)", with: variable.value)
        }
    }
}
