// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A mapping that threads fault in.
struct FaultPlace: Sendable {
    let range: Range<UInt>
    /// Where it is mapped from.
    let target: MapTarget
    let pattern: PagePattern
    /// The dma-buf, of the test module.
    let buffer: Int32
}
