// SPDX-License-Identifier: GPL-2.0-only

/// A part of a VFIO device's file that stands for memory or registers of the device.
public struct VFIORegion: Sendable, Hashable {
    /// Of its first byte in the file, in bytes.
    public let offset: UInt64

    /// In bytes.
    public let size: Int
}
