// SPDX-License-Identifier: GPL-2.0-only

/// One check of the catalogue.
public struct Test: Sendable {
    /// Unique in its suite; parts are joined by `/`, as in `udmabuf/fd/whole`.
    public let name: String
    /// What must be there; the first one that is not skips the test with its reason.
    public let needs: [Requirement]
    let body: @Sendable (TestContext) throws -> Void

    init(_ name: String, needs: [Requirement] = [], body: @escaping @Sendable (TestContext) throws -> Void) {
        self.name = name
        self.needs = needs
        self.body = body
    }
}
