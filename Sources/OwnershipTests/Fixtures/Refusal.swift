// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Why a range has no owner: the errors that the kernel's helper promises.
enum Refusal: Sendable {
    /// -EFAULT: nothing mapped, or a hole.
    case noSuchMapping
    /// -EACCES: rights.
    case noRight
    /// -ENOENT: mapped, but not by a dma-buf.
    case notADMABuf
    /// -EINVAL: copy-on-write mapping, zero length, or a range that wraps.
    case invalid
    /// -ERANGE: more than one buffer, or past its end.
    case outOfRange

    var errno: Errno {
        switch self {
        case .noSuchMapping: .badAddress
        case .noRight: .permissionDenied
        case .notADMABuf: .noSuchFileOrDirectory
        case .invalid: .invalidArgument
        case .outOfRange: .outOfRange
        }
    }
}
