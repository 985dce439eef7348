// SPDX-License-Identifier: GPL-2.0-only

/// One thing that is done to a mapping, and what is noted meanwhile.
struct ProbeOperation: Sendable {
    /// As in `udmabuf-memfd/fd/mlock`.
    let name: String
    let body: @Sendable (ProbeScene) throws -> Void

    init(_ name: String, _ body: @escaping @Sendable (ProbeScene) throws -> Void) {
        self.name = name
        self.body = body
    }
}
