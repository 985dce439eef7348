// SPDX-License-Identifier: GPL-2.0-only

internal import Glibc

/// What a mapping may be used for: `PROT_*`. The empty set is `PROT_NONE`.
public struct Protection: OptionSet, Sendable, Hashable {
    public let rawValue: CInt

    public init(rawValue: CInt) {
        self.rawValue = rawValue
    }

    /// `PROT_READ`
    public static let read = Protection(rawValue: PROT_READ)
    /// `PROT_WRITE`
    public static let write = Protection(rawValue: PROT_WRITE)
    /// `PROT_EXEC`
    public static let execute = Protection(rawValue: PROT_EXEC)
    /// Both, as most buffers are mapped.
    public static let readWrite: Protection = [.read, .write]
    /// `PROT_NONE`
    public static let none: Protection = []
}
