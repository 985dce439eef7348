// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A mapping that arrays can hold.
final class MappingBox {
    let mapping: Mapping

    init(_ mapping: consuming Mapping) {
        self.mapping = mapping
    }
}
