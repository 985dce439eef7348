// SPDX-License-Identifier: GPL-2.0-only

/// What of dma-bufs a process holds: the buffers that it has mapped, and those that it has descriptors of.
public struct ProcessHoldings: Sendable, Hashable {
    public let process: Int32

    /// What it was started as, or in brackets what it is called.
    public let command: String

    /// Every VMA, in the order of the addresses; those of dma-bufs alone once restricted to them.
    public let mappings: [HeldMapping]

    /// By number.
    public let descriptors: [HeldDescriptor]

    /// Why only `/proc` was asked: what is mapped natively, and offsets in buffers, are not known then.
    public let limitation: QueryFailure?

    /// Creates holdings from what is known already.
    public init(
        process: Int32, command: String, mappings: [HeldMapping], descriptors: [HeldDescriptor],
        limitation: QueryFailure? = nil
    ) {
        self.process = process
        self.command = command
        self.mappings = mappings
        self.descriptors = descriptors
        self.limitation = limitation
    }

    /// Whether there is anything of a dma-buf.
    public var isEmpty: Bool { descriptors.isEmpty && mappings.allSatisfy { $0.route == nil } }

    /// The mappings of dma-bufs.
    public var bufferMappings: [HeldMapping] { mappings.filter { $0.route != nil } }

    /// What the process holds of one buffer.
    public func restricted(toBuffer inode: UInt64) -> ProcessHoldings {
        ProcessHoldings(
            process: process, command: command, mappings: mappings.filter { $0.buffer?.inode == inode },
            descriptors: descriptors.filter { $0.buffer.inode == inode }, limitation: limitation)
    }
}
