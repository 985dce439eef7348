// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Many mappings next to each other, so that an address space is as full as a big process's.
final class MappingCrowd {
    private var mapping: Mapping

    /// - Parameter count: How many mappings, at least one.
    init(_ count: Int) throws {
        mapping = try Mapping(anonymous: max(1, count) * Page.size, protection: .none)
        // Neighbours of different rights do not merge.
        for page in stride(from: 1, to: count, by: 2) {
            try mapping.protect(.read, offset: page * Page.size, length: Page.size)
        }
    }
}
