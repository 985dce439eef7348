// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI

/// A memory protection key of this process, freed at the end of its owner's life.
///
/// Its rights are those of the calling thread. Where the processor or the kernel has none, making one is `ENOSPC` or
/// `EINVAL`: a reason to skip a check.
public struct ProtectionKey: ~Copyable, Sendable {
    /// What a key takes away from the calling thread.
    public enum Restriction: CUnsignedInt, Sendable {
        /// Nothing.
        case none = 0
        /// Reading and writing: `PKEY_DISABLE_ACCESS`.
        case access = 1
        /// Writing: `PKEY_DISABLE_WRITE`.
        case write = 2
    }

    /// The key's number.
    public let number: CInt

    /// Allocates a key.
    ///
    /// The corresponding C function is `pkey_alloc`.
    public init(restricting restriction: Restriction) throws(SystemCallError) {
        number = try SystemCall.checking(
            "pkey_alloc", of: "a protection key", result: cdmabuf_pkey_alloc(restriction.rawValue))
    }

    deinit {
        cdmabuf_pkey_free(number)
    }

    /// Changes what the key takes away from the calling thread.
    ///
    /// The corresponding C function is `pkey_set`.
    public func restrict(_ restriction: Restriction) throws(SystemCallError) {
        try SystemCall.checking(
            "pkey_set", of: "protection key \(number)", result: cdmabuf_pkey_set(number, restriction.rawValue))
    }
}
