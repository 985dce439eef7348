// SPDX-License-Identifier: GPL-2.0-only

/// A configuration drawn from a fragment: every symbol of it y, m or n.
package struct RandomConfiguration: Sendable, Equatable {
    /// What the kind of kernel is made of, which is not left to chance.
    private static let fixed: Set<String> = ["64BIT", "MMU", "EXPERT", "COMPILE_TEST"]

    /// For `KCONFIG_ALLCONFIG`. A symbol may come out otherwise where another one decides it.
    package let text: String

    /// - Parameter fragment: what it is drawn from. What is y there mostly stays so, because the rest hangs on it.
    package init(drawnFrom fragment: ConfigFragment, using generator: inout SplitMix64) {
        var lines: [String] = []
        for request in fragment.requests {
            let drawn = Int.random(in: 0..<100, using: &generator)
            let value: ConfigValue
            switch request.value {
            case .yes where !Self.fixed.contains(request.symbol): value = drawn < 85 ? .yes : .no
            case .module: value = drawn < 35 ? .yes : drawn < 75 ? .module : .no
            default: value = request.value
            }
            lines.append(
                value == .no
                    ? "# CONFIG_\(request.symbol) is not set\n" : "CONFIG_\(request.symbol)=\(value.text)\n")
        }
        text = lines.joined()
    }
}
