// SPDX-License-Identifier: GPL-2.0-only

/// One VMA, as a line of `/proc/PID/maps` shows it.
public struct MemoryRegion: Sendable, Hashable {
    /// Its addresses. 64 bits, as `[vsyscall]` is in the kernel's half.
    public let range: Range<UInt>

    public let protection: Protection

    /// Whether stores are seen by others: `s` in the line, else `p`.
    public let isShared: Bool

    /// Of the mapping in its file, in bytes.
    public let offset: UInt64

    /// The file's device, of which `00` is of no real device: anonymous inodes, tmpfs.
    public let deviceMajor: UInt32
    public let deviceMinor: UInt32

    /// The file's inode number; zero for no file.
    public let inode: UInt64

    /// The file's path, or the kernel's name in brackets; nil for neither. A newline in it is the kernel's `\012`.
    public let name: String?

    /// In bytes.
    public var length: UInt64 { UInt64(range.upperBound - range.lowerBound) }

    /// The rights, as in the line: `rw-s`.
    public var mode: String {
        (protection.contains(.read) ? "r" : "-") + (protection.contains(.write) ? "w" : "-")
            + (protection.contains(.execute) ? "x" : "-") + (isShared ? "s" : "p")
    }
}
