// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
public import SystemPackage

/// The answer to an ``OwnershipQuery``.
public struct OwnershipAnswer: Sendable, Hashable {
    /// Facts about the VMA at the query's address: `DVT_VMA_*`.
    public struct VMAFlags: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// `vm_file` is the owner's file.
        public static let fileIsOwner = VMAFlags(rawValue: UInt32(DVT_VMA_FILE_IS_OWNER))
        /// `vm_file` is some dma-buf's file.
        public static let fileIsDMABuf = VMAFlags(rawValue: UInt32(DVT_VMA_FILE_IS_DMABUF))
        /// The VMA is in its file's reverse map.
        public static let isLinked = VMAFlags(rawValue: UInt32(DVT_VMA_LINKED))
    }

    /// The owner, or what the kernel's helper returned: see design.md's contract for which error means what.
    public let result: Result<Ownership, Errno>

    /// Empty where nothing is mapped at the address.
    public let vmaFlags: VMAFlags

    /// The VMA's `vm_pgoff`, in pages; zero where nothing is mapped.
    public let pageOffset: UInt64

    /// What the VMA's table has.
    public let operations: VMOperations

    init(_ query: dvt_query) {
        result = query.error == 0 ? .success(Ownership(query)) : .failure(Errno(rawValue: -query.error))
        vmaFlags = VMAFlags(rawValue: query.vma_flags)
        pageOffset = query.vm_pgoff
        operations = VMOperations(rawValue: query.vm_ops)
    }

    /// The owner, if there is one.
    public var owner: Ownership? { try? result.get() }

    /// Why there is no owner, if there is none.
    public var error: Errno? {
        switch result {
        case .success: nil
        case .failure(let errno): errno
        }
    }
}
