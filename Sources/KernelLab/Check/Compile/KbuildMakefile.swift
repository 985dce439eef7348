// SPDX-License-Identifier: GPL-2.0-only

/// The assignments of one of kbuild's makefiles, with what must be configured for each to count.
///
/// As much of make as the kernel's makefiles need to say which objects there are: assignments, `ifdef` and `ifeq` on
/// configuration symbols, and `include` of a neighbour. Conditions on anything else are taken as met.
struct KbuildMakefile: Sendable {
    struct Assignment: Sendable {
        /// Such as `obj-$(CONFIG_DRM)`.
        let variable: String
        let conditions: [KbuildCondition]
        /// What is assigned, in words; a call of a function such as `$(addprefix …)` gives its words, too.
        let words: [String]
        /// The variables that it refers to.
        let references: [String]
    }

    let assignments: [Assignment]

    /// - Parameters:
    ///   - folder: of the makefile, from the tree's top.
    ///   - read: gives a file's text by its path in the tree, or nil when there is none.
    init(parsing text: String, folder: String, read: (String) -> String?) {
        var parser = Parser(folder: folder)
        parser.parse(text, depth: 0, read: read)
        assignments = parser.assignments
    }
}

private struct Parser {
    /// One `if…` that is open: the branch's condition, if it is one on the configuration.
    private struct Branch {
        var condition: KbuildCondition?
    }

    let folder: String
    var assignments: [KbuildMakefile.Assignment] = []
    private var branches: [Branch] = []

    init(folder: String) {
        self.folder = folder
    }

    mutating func parse(_ text: String, depth: Int, read: (String) -> String?) {
        for line in Self.logicalLines(text) {
            let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
            switch words.first {
            case "ifdef", "ifndef", "ifeq", "ifneq":
                branches.append(Branch(condition: Self.condition(words)))
            case "else":
                let previous = branches.popLast()?.condition
                branches.append(
                    Branch(condition: words.count > 1 ? Self.condition(Array(words[1...])) : previous?.opposite))
            case "endif":
                _ = branches.popLast()
            case "include", "-include":
                // Four deep is more than any of the kernel's makefiles goes.
                for name in words.dropFirst() where depth < 4 {
                    if let text = read(path(of: name)) {
                        parse(text, depth: depth + 1, read: read)
                    }
                }
            default:
                assign(line)
            }
        }
    }

    private func path(of name: String) -> String {
        name.replacing("$(srctree)/$(src)", with: folder).replacing("$(srctree)/", with: "")
            .replacing("$(src)", with: folder).replacing("$(obj)", with: folder)
    }

    private mutating func assign(_ line: String) {
        guard let sign = line.firstIndex(of: "="), !line.hasPrefix("\t") else {
            return
        }
        let variable = line[..<sign].prefix { $0 != "+" && $0 != ":" && $0 != "?" }.trimmingBlanks
        guard !variable.isEmpty, !variable.contains(where: \.isWhitespace) || variable.contains("$(") else {
            return
        }
        let value = line[line.index(after: sign)...]
        assignments.append(
            KbuildMakefile.Assignment(
                variable: variable, conditions: branches.compactMap(\.condition),
                words: value.split { $0.isWhitespace || "(),".contains($0) }.map(String.init),
                references: Self.references(value)))
    }

    /// The names in `$(NAME)`.
    private static func references(_ text: Substring) -> [String] {
        var found: [String] = []
        var rest = text
        while let mark = rest.firstRange(of: "$(") {
            rest = rest[mark.upperBound...]
            let name = rest.prefix { $0 != ")" && $0 != "$" && $0 != "(" && !$0.isWhitespace }
            if rest[name.endIndex...].first == ")" {
                found.append(String(name))
            }
        }
        return found
    }

    /// `ifdef CONFIG_X`, `ifeq ($(CONFIG_X),y)`; nil for a condition on anything else.
    private static func condition(_ words: [String]) -> KbuildCondition? {
        switch words.first {
        case "ifdef", "ifndef":
            guard words.count == 2, let symbol = words[1].textAfter(prefix: "CONFIG_") else {
                return nil
            }
            return words[0] == "ifdef" ? .isSet(symbol) : .isUnset(symbol)
        case "ifeq", "ifneq":
            let parts = words.dropFirst().joined().split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, let symbol = parts[0].textAfter(prefix: "($(CONFIG_"), symbol.hasSuffix(")"),
                parts[1].hasSuffix(")")
            else {
                return nil
            }
            let name = String(symbol.dropLast())
            let value = String(parts[1].dropLast())
            let equal = value.isEmpty ? KbuildCondition.isUnset(name) : .equals(name, value)
            return words[0] == "ifeq" ? equal : equal.opposite
        default:
            return nil
        }
    }

    /// Lines without comments, those that end with a backslash joined to the next.
    private static func logicalLines(_ text: String) -> [String] {
        var lines: [String] = []
        var joined = ""
        for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = raw.prefix { $0 != "#" }
            if line.last == "\\", line.count == raw.count {
                joined += line.dropLast() + " "
            } else {
                lines.append(joined + line)
                joined = ""
            }
        }
        return joined.isEmpty ? lines : lines + [joined]
    }
}
