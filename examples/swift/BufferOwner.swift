// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// The dma-buf that some memory belongs to, and where in it the memory begins.
///
/// Two ways to know it: ``KernelQuestion`` asks, ``BufferRegistry`` remembers.
struct BufferOwner: ~Copyable, Sendable {
    /// A descriptor of its own, closed with its owner.
    let buffer: Buffer

    /// In bytes.
    let offset: UInt64
}
