// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// Members of a `vm_operations_struct`: `DVT_OP_*`.
public struct VMOperations: OptionSet, Sendable, Hashable, CustomStringConvertible {
    public let rawValue: UInt32

    public init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    public static let open = VMOperations(rawValue: UInt32(DVT_OP_OPEN))
    public static let close = VMOperations(rawValue: UInt32(DVT_OP_CLOSE))
    public static let fault = VMOperations(rawValue: UInt32(DVT_OP_FAULT))
    public static let hugeFault = VMOperations(rawValue: UInt32(DVT_OP_HUGE_FAULT))
    public static let pageMakeWritable = VMOperations(rawValue: UInt32(DVT_OP_PAGE_MKWRITE))
    public static let pfnMakeWritable = VMOperations(rawValue: UInt32(DVT_OP_PFN_MKWRITE))
    public static let access = VMOperations(rawValue: UInt32(DVT_OP_ACCESS))
    public static let mapPages = VMOperations(rawValue: UInt32(DVT_OP_MAP_PAGES))
    /// `uffd_ops`, which not every kernel has: asking for it is EOPNOTSUPP there.
    public static let userfault = VMOperations(rawValue: UInt32(DVT_OP_UFFD))
    /// `map_pages` is vmf_map_no_pages: faults may run under the VMA's lock. EOPNOTSUPP where that does not exist.
    public static let mapNoPages = VMOperations(rawValue: UInt32(DVT_OP_MAP_NO_PAGES))
    /// In answers only: a buffer cannot be asked to have it.
    public static let getDMABuf = VMOperations(rawValue: UInt32(DVT_OP_GET_DMABUF))

    private static let names: [(VMOperations, String)] = [
        (.open, "open"), (.close, "close"), (.fault, "fault"), (.hugeFault, "huge_fault"),
        (.pageMakeWritable, "page_mkwrite"), (.pfnMakeWritable, "pfn_mkwrite"), (.access, "access"),
        (.mapPages, "map_pages"), (.mapNoPages, "vmf_map_no_pages"), (.userfault, "uffd_ops"),
        (.getDMABuf, "get_dmabuf"),
    ]

    /// The members' names, joined by `+`; `none` for none.
    public var description: String {
        let names = Self.names.filter { contains($0.0) }.map(\.1)
        return names.isEmpty ? "none" : names.joined(separator: "+")
    }
}
