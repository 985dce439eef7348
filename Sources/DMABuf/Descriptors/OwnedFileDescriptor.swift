// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc
public import SystemPackage

/// A file descriptor that is closed exactly once: at the end of its owner's life, or by ``close()``.
public struct OwnedFileDescriptor: ~Copyable, Sendable {
    /// The descriptor, lent: valid while the owner lives, and not to be closed.
    public let descriptor: FileDescriptor

    /// Takes over a descriptor, which nobody else may close from now on.
    public init(owning descriptor: FileDescriptor) {
        self.descriptor = descriptor
    }

    /// Opens a file, close-on-exec.
    ///
    /// The corresponding C function is `open`.
    public init(
        opening path: FilePath, _ mode: FileDescriptor.AccessMode = .readWrite,
        options: FileDescriptor.OpenOptions = []
    ) throws(SystemCallError) {
        let flags = mode.rawValue | options.rawValue | O_CLOEXEC
        let descriptor = try SystemCall.checking("open", of: path.string) {
            path.withPlatformString { open($0, flags) }
        }
        self.init(owning: FileDescriptor(rawValue: descriptor))
    }

    deinit {
        // Nothing can be done about an error here, and Linux frees the number whatever it says.
        _ = Glibc.close(descriptor.rawValue)
    }

    /// Closes the descriptor, and says so if that failed.
    ///
    /// Not repeated after an interruption: Linux has freed the number then.
    ///
    /// The corresponding C function is `close`.
    public consuming func close() throws(SystemCallError) {
        let number = relinquish().rawValue
        if Glibc.close(number) == -1, Glibc.errno != EINTR {
            throw SystemCallError(call: "close", what: "descriptor \(number)", errno: Errno(rawValue: Glibc.errno))
        }
    }

    /// Gives the descriptor away: whoever takes it closes it.
    public consuming func relinquish() -> FileDescriptor {
        let given = descriptor
        discard self
        return given
    }

    /// A second, close-on-exec descriptor of the same open file.
    ///
    /// The corresponding C function is `fcntl` with `F_DUPFD_CLOEXEC`.
    public borrowing func duplicate() throws(SystemCallError) -> OwnedFileDescriptor {
        try OwnedFileDescriptor(duplicating: descriptor)
    }

    /// A second, close-on-exec descriptor of someone else's open file.
    public init(duplicating descriptor: FileDescriptor) throws(SystemCallError) {
        let copy = try SystemCall.checking("fcntl(F_DUPFD_CLOEXEC)", of: "descriptor \(descriptor.rawValue)") {
            fcntl(descriptor.rawValue, F_DUPFD_CLOEXEC, 0)
        }
        self.init(owning: FileDescriptor(rawValue: copy))
    }
}
