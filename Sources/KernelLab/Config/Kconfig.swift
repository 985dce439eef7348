// SPDX-License-Identifier: GPL-2.0-only

/// What a kernel tree's Kconfig files say about its symbols: enough to tell why a symbol did not get its value.
package struct Kconfig: Sendable {
    enum SymbolType: String, Sendable {
        case bool, tristate, string, int, hex
    }

    /// A `select` (or `imply`) seen from the selected symbol.
    struct Selection: Sendable, Equatable {
        let selector: String
        let condition: KconfigExpression?
        let location: String
        let isImply: Bool
    }

    /// One `config` entry; a symbol may have several.
    struct Definition: Sendable, Equatable {
        let symbol: String
        let location: String
        var type: SymbolType?
        var hasPrompt = false
        var promptCondition: KconfigExpression?
        /// Its own `depends on` lines and those of all that encloses it.
        var dependencies: KconfigExpression?
        var hasDefault = false
        /// Which choice it is a member of.
        var choice: Int?
    }

    /// Something in the files that was not understood or not found; the answers may be incomplete.
    package struct Problem: Sendable, Equatable {
        package let location: String
        package let message: String
    }

    var definitions: [String: [Definition]] = [:]
    var selections: [String: [Selection]] = [:]
    var choices: [Int: [String]] = [:]
    package internal(set) var problems: [Problem] = []

    /// Reads the tree.
    ///
    /// - Parameters:
    ///   - root: the first file.
    ///   - variables: what the tree's makefiles put in the environment of kconfig; `SRCARCH` above all.
    ///   - read: gives a file's text by its path in the tree, or nil when there is none.
    package init(
        root: String = "Kconfig", variables: [String: String] = ["SRCARCH": "x86"], read: (String) -> String?
    ) {
        var reader = KconfigReader(variables: variables)
        reader.readFile(root, from: nil, read: read)
        self = reader.result
    }

    init() {}

    /// Whether the tree knows the symbol.
    package func defines(_ symbol: String) -> Bool {
        definitions[symbol] != nil
    }

    /// Number of symbols known.
    package var symbolCount: Int { definitions.count }
}
