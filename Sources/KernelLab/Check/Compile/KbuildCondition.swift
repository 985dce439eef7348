// SPDX-License-Identifier: GPL-2.0-only

/// What a configuration must say for a makefile's line to count.
package enum KbuildCondition: Sendable, Hashable {
    /// The symbol, named without `CONFIG_`, is y or m.
    case isSet(String)
    /// The symbol is neither.
    case isUnset(String)
    /// The symbol is exactly this: `y` or `m`.
    case equals(String, String)
    case differs(String, String)

    package func holds(in config: FinalConfig) -> Bool {
        switch self {
        case .isSet(let symbol): config[symbol] != .no
        case .isUnset(let symbol): config[symbol] == .no
        case .equals(let symbol, let value): config[symbol].text == value
        case .differs(let symbol, let value): config[symbol].text != value
        }
    }

    /// Why it does not hold, as a reader of `.config` would say it.
    package var unmetText: String {
        switch self {
        case .isSet(let symbol): "CONFIG_\(symbol) is not set"
        case .isUnset(let symbol): "CONFIG_\(symbol) is set"
        case .equals(let symbol, let value): "CONFIG_\(symbol) is not \(value)"
        case .differs(let symbol, let value): "CONFIG_\(symbol) is \(value)"
        }
    }

    var opposite: KbuildCondition {
        switch self {
        case .isSet(let symbol): .isUnset(symbol)
        case .isUnset(let symbol): .isSet(symbol)
        case .equals(let symbol, let value): .differs(symbol, value)
        case .differs(let symbol, let value): .equals(symbol, value)
        }
    }
}
