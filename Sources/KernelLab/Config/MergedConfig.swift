// SPDX-License-Identifier: GPL-2.0-only

/// Several fragments in order: what a later one says replaces what an earlier one said.
package struct MergedConfig: Sendable, Equatable {
    /// A value that a later fragment replaced by another; worth a line in the log, no error.
    package struct Override: Sendable, Equatable, CustomStringConvertible {
        package let earlier: ConfigRequest
        package let later: ConfigRequest

        package var description: String {
            "\(later.location): \(later.assignment) replaces \(earlier.assignment) of \(earlier.location)"
        }
    }

    /// The requests in force, in order of their symbols' first appearance.
    package let requests: [ConfigRequest]
    package let overrides: [Override]

    package init(merging fragments: [ConfigFragment]) {
        var order: [String] = []
        var current: [String: ConfigRequest] = [:]
        var overrides: [Override] = []
        for request in fragments.flatMap(\.requests) {
            if let earlier = current.updateValue(request, forKey: request.symbol) {
                if !earlier.value.means(request.value) { overrides.append(Override(earlier: earlier, later: request)) }
            } else {
                order.append(request.symbol)
            }
        }
        requests = order.compactMap { current[$0] }
        self.overrides = overrides
    }

    /// The text for `KCONFIG_ALLCONFIG`.
    package var text: String {
        requests.map { request in
            request.value == .no ? "# CONFIG_\(request.symbol) is not set\n" : request.assignment + "\n"
        }.joined()
    }
}
