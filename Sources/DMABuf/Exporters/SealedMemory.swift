// SPDX-License-Identifier: GPL-2.0-only

internal import CDMABufUAPI
internal import Glibc
public import SystemPackage

/// A memfd that cannot shrink any more, as udmabuf asks for.
public struct SealedMemory: ~Copyable, Sendable {
    private let owned: OwnedFileDescriptor

    /// The file descriptor, lent.
    public var descriptor: FileDescriptor { owned.descriptor }

    /// In bytes.
    public let size: Int

    /// Makes a memfd of a size, and seals it against shrinking.
    ///
    /// The corresponding C functions are `memfd_create`, `ftruncate` and `fcntl` with `F_ADD_SEALS`.
    /// - Parameters:
    ///   - size: In bytes.
    ///   - name: As `/proc/PID/maps` shows it.
    ///   - hasHugePages: Of the system's default huge page size, of which `size` is a multiple then.
    public init(
        size: Int, name: String = "dmabuf-selftest", hasHugePages: Bool = false
    ) throws(SystemCallError) {
        let number = try SystemCall.checking(
            "memfd_create", of: name,
            result: cdmabuf_memfd_create(
                name,
                cdmabuf_mfd_cloexec | cdmabuf_mfd_allow_sealing | (hasHugePages ? cdmabuf_mfd_hugetlb : 0)))
        let owned = OwnedFileDescriptor(owning: FileDescriptor(rawValue: number))
        try SystemCall.checking("ftruncate", of: "memfd \(name) to \(size) bytes") {
            ftruncate(number, off_t(size))
        }
        try SystemCall.checking(
            "fcntl(F_ADD_SEALS)", of: "memfd \(name)", result: cdmabuf_seal_against_shrinking(number))
        self.owned = owned
        self.size = size
    }
}
