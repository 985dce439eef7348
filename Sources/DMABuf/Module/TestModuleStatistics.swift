// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// The test module's counters, or those of one of its buffers: `struct dvt_stats`, where each is explained.
public struct TestModuleStatistics: Sendable, Hashable {
    /// Buffers alive.
    public var buffers: UInt64
    /// Mmap offsets alive, of imports and native buffers.
    public var cookies: UInt64
    /// VMAs alive, of buffers whose table has open and close.
    public var vmas: UInt64
    /// Successful `->mmap` so far.
    public var mmaps: UInt64
    /// `->open` so far.
    public var opens: UInt64
    /// `->close` so far.
    public var closes: UInt64
    /// `->fault` so far.
    public var faults: UInt64
    /// `->huge_fault` so far.
    public var hugeFaults: UInt64
    /// `->page_mkwrite` and `->pfn_mkwrite` so far.
    public var makeWritables: UInt64
    /// `->access` so far.
    public var accesses: UInt64
    /// Lookups that found an owner so far.
    public var lookups: UInt64
    /// References to dma-bufs held by a running command: zero else.
    public var references: UInt64
    /// Of `faults` and `makeWritables` those without mmap_lock, under the VMA's lock.
    public var vmaLocked: UInt64

    init(_ stats: dvt_stats) {
        buffers = stats.buffers
        cookies = stats.cookies
        vmas = stats.vmas
        mmaps = stats.mmaps
        opens = stats.opens
        closes = stats.closes
        faults = stats.faults
        hugeFaults = stats.huge_faults
        makeWritables = stats.mkwrites
        accesses = stats.accesses
        lookups = stats.lookups
        references = stats.references
        vmaLocked = stats.vma_locked
    }
}
