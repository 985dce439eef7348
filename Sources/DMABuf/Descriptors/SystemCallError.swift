// SPDX-License-Identifier: GPL-2.0-only

public import SystemPackage

/// A system call that failed: which call, on what, and why.
public struct SystemCallError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The call, as in its manual page: `mmap`, `ioctl(DVT_QUERY)`.
    public let call: String

    /// What it was done to: a path, a range of addresses, a file descriptor.
    public let what: String

    /// What the kernel said.
    public let errno: Errno

    /// Creates an error.
    public init(call: String, what: String, errno: Errno) {
        self.call = call
        self.what = what
        self.errno = errno
    }

    public var description: String {
        "\(call) of \(what): \(errno) (errno \(errno.rawValue))"
    }
}
