// SPDX-License-Identifier: GPL-2.0-only

internal import SystemPackage

/// One VMA of a process, and the dma-buf that is mapped there.
public struct HeldMapping: Sendable, Hashable {
    public let region: MemoryRegion

    /// Nil where it is no dma-buf's, or where it cannot be told whose.
    public let buffer: HeldBuffer?

    /// Of the VMA's start in the buffer, in bytes; nil where it cannot be told.
    public let offset: UInt64?

    /// Nil exactly where the memory is no dma-buf's.
    public let route: MappingRoute?

    /// Whether it is a copy-on-write mapping of a dma-buf, so that written pages are not the buffer's.
    public let isCopyOnWrite: Bool

    /// Creates a mapping.
    public init(
        region: MemoryRegion, buffer: HeldBuffer? = nil, offset: UInt64? = nil, route: MappingRoute? = nil,
        isCopyOnWrite: Bool = false
    ) {
        self.region = region
        self.buffer = buffer
        self.offset = offset
        self.route = route
        self.isCopyOnWrite = isCopyOnWrite
    }

    /// Judges a VMA by its line in `/proc/PID/maps`, and by what the test module said.
    /// - Parameter answer: Nil if there is no module to ask.
    public init(_ region: MemoryRegion, answer: OwnershipAnswer?) {
        if let answer, let owner = answer.owner {
            self.init(
                region: region, buffer: HeldBuffer(owner), offset: owner.offset,
                route: answer.vmaFlags.contains(.fileIsOwner) ? .file : .native)
        } else if let name = Self.bufferName(region), answer?.vmaFlags.contains(.fileIsDMABuf) ?? true {
            // Where in the buffer is not said by vm_pgoff, which some exporters change.
            self.init(
                region: region, buffer: HeldBuffer(inode: region.inode, name: name), route: .file,
                isCopyOnWrite: answer.map { $0.error == .invalidArgument } ?? !region.isShared)
        } else if answer?.error == .invalidArgument {
            self.init(region: region, route: .native, isCopyOnWrite: true)
        } else {
            self.init(region: region)
        }
    }

    /// Whether this VMA goes on where another ends, in the address space and in the file, as the parts of a mapping do
    /// that was split.
    func continues(_ other: HeldMapping) -> Bool {
        region.range.lowerBound == other.region.range.upperBound
            && region.offset == other.region.offset &+ other.region.length
            && buffer?.inode == other.buffer?.inode && route == other.route && isCopyOnWrite == other.isCopyOnWrite
    }

    /// Whether it might be a native mapping, which nobody but the module can tell.
    public var isOfDevice: Bool {
        guard route == nil, region.isShared, let path = region.name, path.hasPrefix("/dev/") else { return false }
        return !Self.ordinaryMemory.contains { path.hasPrefix($0) }
    }

    /// What is below `/dev` and is no device's memory: POSIX shared memory, and what has no file.
    private static let ordinaryMemory = ["/dev/shm/", "/dev/hugepages/", "/dev/zero"]

    /// The dma-buf's name, or an empty one, if the VMA's file is a dma-buf's: of a file system without a device.
    private static func bufferName(_ region: MemoryRegion) -> String? {
        let prefix = "/dmabuf:"
        guard region.deviceMajor == 0, region.inode != 0, let path = region.name, path.hasPrefix(prefix) else {
            return nil
        }
        return String(path.dropFirst(prefix.count))
    }
}
