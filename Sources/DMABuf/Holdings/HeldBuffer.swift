// SPDX-License-Identifier: GPL-2.0-only

/// A dma-buf, and what is known of it: descriptors and the test module tell all, `/proc/PID/maps` a part.
public struct HeldBuffer: Sendable, Hashable {
    public let inode: UInt64

    /// Nil for unknown.
    public private(set) var exporter: String?

    /// In bytes; nil for unknown.
    public private(set) var size: UInt64?

    /// What `DMA_BUF_SET_NAME` called it; nil for nothing.
    public private(set) var name: String?

    /// - Parameter name: Empty is no name.
    public init(inode: UInt64, exporter: String? = nil, size: UInt64? = nil, name: String? = nil) {
        self.inode = inode
        self.exporter = exporter
        self.size = size
        self.name = name?.isEmpty == true ? nil : name
    }

    init(_ owner: Ownership) {
        self.init(inode: owner.inode, exporter: owner.exporter, size: owner.size, name: owner.name)
    }

    /// Takes what another look at the same buffer told.
    mutating func learn(from other: HeldBuffer) {
        exporter = exporter ?? other.exporter
        size = size ?? other.size
        name = name ?? other.name
    }
}
