// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// A question: which dma-buf owns a range of user memory?
public struct OwnershipQuery: Sendable, Hashable {
    /// How it is asked: `DVT_QUERY_*`.
    public struct Options: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// A buffer to be written to.
        public static let write = Options(rawValue: UInt32(DVT_QUERY_WRITE))
        /// With a digest, read through attach and map.
        public static let digestByDMA = Options(rawValue: UInt32(DVT_QUERY_DIGEST_DMA))
        /// With a digest, read through vmap; not together with the other.
        public static let digestByVmap = Options(rawValue: UInt32(DVT_QUERY_DIGEST_VMAP))
        /// One VMA, no rights asked.
        public static let identify = Options(rawValue: UInt32(DVT_QUERY_IDENTIFY))

        /// An option that the method of asking decides on: see ``TestModuleDevice/queryWithDescriptor(_:)``.
        static let descriptor = Options(rawValue: UInt32(DVT_QUERY_FD))
    }

    /// Where the range starts.
    public var address: UInt

    /// Its length in bytes, passed on as it is.
    public var length: UInt64

    public var options: Options

    /// Whose address space: nil for this process's.
    public var process: Int32?

    /// Asks about a range.
    public init(address: UInt, length: UInt64, options: Options = [], process: Int32? = nil) {
        self.address = address
        self.length = length
        self.options = options
        self.process = process
    }

    /// Asks about a range.
    public init(_ range: Range<UInt>, options: Options = [], process: Int32? = nil) {
        self.init(
            address: range.lowerBound, length: UInt64(range.upperBound - range.lowerBound), options: options,
            process: process)
    }
}
