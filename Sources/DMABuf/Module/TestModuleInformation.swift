// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// What the running kernel and the test module can do: `struct dvt_info`.
public struct TestModuleInformation: Sendable, Hashable {
    /// What can be relied on.
    public struct Features: OptionSet, Sendable, Hashable {
        public let rawValue: UInt32

        public init(rawValue: UInt32) {
            self.rawValue = rawValue
        }

        /// The kernel has `vm_ops->get_dmabuf` and the lookup helpers: the series is applied.
        public static let getDMABuf = Features(rawValue: UInt32(DVT_FEATURE_GET_DMABUF))
        /// The kernel has per-VMA locks.
        public static let vmaLock = Features(rawValue: UInt32(DVT_FEATURE_VMA_LOCK))
        /// An exporter can say that its faults may run under that lock.
        public static let vmaLockFaults = Features(rawValue: UInt32(DVT_FEATURE_VMA_LOCK_FAULTS))
    }

    /// The interface that this program was built for.
    public static let expectedABI = UInt32(DVT_ABI)

    /// The module's interface.
    public let abi: UInt32

    public let features: Features

    /// The kernel's, in bytes.
    public let pageSize: Int

    init(_ info: dvt_info) {
        abi = info.abi
        features = Features(rawValue: info.features)
        pageSize = Int(info.page_size)
    }
}
