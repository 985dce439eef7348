// SPDX-License-Identifier: GPL-2.0-only

/// A .config as kconfig wrote it.
package struct FinalConfig: Sendable, Equatable {
    private let values: [String: ConfigValue]

    /// - Parameter name: how messages call the file.
    package init(parsing text: String, name: String) throws(ConfigError) {
        var values: [String: ConfigValue] = [:]
        // kconfig itself takes the last of two lines.
        for request in try ConfigLines.parse(text, name: name) { values[request.symbol] = request.value }
        self.values = values
    }

    /// The symbol's value; `no` for one that is not there, as kconfig does.
    package subscript(symbol: String) -> ConfigValue {
        values[symbol] ?? .no
    }

    /// Whether the file has a line for the symbol: one with unmet dependencies, or unknown, has none.
    package func hasLine(for symbol: String) -> Bool {
        values[symbol] != nil
    }
}
