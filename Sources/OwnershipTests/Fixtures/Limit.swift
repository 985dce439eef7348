// SPDX-License-Identifier: GPL-2.0-only

/// A cell of the matrix that an exporter cannot have, and why: a fact about the driver, not about the series.
struct Limit: Sendable {
    /// By which route; nil for all.
    let route: Route?
    /// Which properties, as tests are named after them; empty for all.
    let properties: Set<String>
    let reason: String

    init(_ route: Route? = nil, _ properties: Set<String> = [], _ reason: String) {
        self.route = route
        self.properties = properties
        self.reason = reason
    }

    func covers(_ route: Route, _ property: String) -> Bool {
        (self.route == nil || self.route == route) && (properties.isEmpty || properties.contains(property))
    }
}
