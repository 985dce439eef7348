// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// How a mapping is made: `MAP_*`.
public struct MappingFlags: OptionSet, Sendable, Hashable {
    public let rawValue: CInt

    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    /// `MAP_SHARED`: stores reach the buffer.
    public static let shared = MappingFlags(rawValue: MAP_SHARED)
    /// `MAP_PRIVATE`: stores go to copies.
    public static let copyOnWrite = MappingFlags(rawValue: MAP_PRIVATE)
    /// `MAP_ANONYMOUS`: of no file.
    public static let anonymous = MappingFlags(rawValue: MAP_ANONYMOUS)
    /// `MAP_POPULATE`: faulted in at once.
    public static let populate = MappingFlags(rawValue: MAP_POPULATE)
    /// `MAP_NORESERVE`
    public static let noReserve = MappingFlags(rawValue: MAP_NORESERVE)
    /// `MAP_HUGETLB`: of the default huge page size.
    public static let hugePages = MappingFlags(rawValue: CInt(MAP_HUGETLB))
}
