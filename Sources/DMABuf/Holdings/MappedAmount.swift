// SPDX-License-Identifier: GPL-2.0-only

/// How much is mapped.
public struct MappedAmount: Sendable, Hashable {
    /// How many times: what was split into several VMAs counts once as long as the parts lie next to each other.
    public private(set) var times = 0

    /// In how many VMAs.
    public private(set) var regions = 0

    /// The VMAs' lengths in bytes: what is mapped twice counts twice.
    public private(set) var bytes: UInt64 = 0

    /// Nothing.
    public init() {}

    mutating func add(_ mapping: HeldMapping, isContinued: Bool) {
        if !isContinued { times += 1 }
        regions += 1
        bytes += mapping.region.length
    }

    static func += (sum: inout MappedAmount, other: MappedAmount) {
        sum.times += other.times
        sum.regions += other.regions
        sum.bytes += other.bytes
    }
}
