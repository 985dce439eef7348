// SPDX-License-Identifier: GPL-2.0-only

/// A cell of the matrix that only one exporter has, or that means something else there than elsewhere.
struct OwnCell: Sendable {
    let route: Route
    /// As the test is named after it.
    let property: String
    let check: @Sendable (TestContext) throws -> Void

    init(
        _ route: Route, _ property: String, _ check: @escaping @Sendable (TestContext) throws -> Void
    ) {
        self.route = route
        self.property = property
        self.check = check
    }
}
