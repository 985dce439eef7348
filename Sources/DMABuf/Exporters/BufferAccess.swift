// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// What a dma-buf's file descriptor may be used for.
public enum BufferAccess: Sendable, Hashable {
    /// `O_RDONLY`: no shared mapping of it can be written to.
    case readOnly
    /// `O_RDWR`
    case readWrite

    var openFlags: CInt {
        switch self {
        case .readOnly: O_RDONLY
        case .readWrite: O_RDWR
        }
    }
}
