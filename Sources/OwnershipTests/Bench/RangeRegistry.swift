// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// A program's own book of what is mapped where: a balanced tree keyed by address, as GPU runtimes keep.
///
/// glibc's red-black tree. Without the lock that such a book needs, and blind to whoever maps without telling it.
final class RangeRegistry {
    private let ranges: UnsafeMutableBufferPointer<Range<UInt>>
    private var root: UnsafeMutableRawPointer?

    init(_ ranges: [Range<UInt>]) {
        self.ranges = .allocate(capacity: ranges.count)
        _ = self.ranges.initialize(from: ranges)
        for index in self.ranges.indices {
            _ = tsearch(self.ranges.baseAddress.map { $0 + index }, &root, Self.order)
        }
    }

    deinit {
        while let root {
            guard let top = root.load(as: UnsafeMutablePointer<Range<UInt>>?.self) else { break }
            tdelete(top, &self.root, Self.order)
        }
        ranges.deallocate()
    }

    /// The range that an address is in.
    func range(at address: UInt) -> Range<UInt>? {
        var key = address..<address + 1
        return tfind(&key, &root, Self.order)?.load(as: UnsafePointer<Range<UInt>>.self).pointee
    }

    /// Ticks of finding the range that an address is in.
    func ticks(_ count: Int, at address: UInt) -> [UInt64] {
        var key = address..<address + 1
        return TickCounter.measure(count) { _ in
            _ = tfind(&key, &root, Self.order)
        }
    }

    /// Ranges that overlap are equal.
    private static let order: @convention(c) (UnsafeRawPointer?, UnsafeRawPointer?) -> CInt = { left, right in
        guard let left = left?.load(as: Range<UInt>.self), let right = right?.load(as: Range<UInt>.self)
        else { return 0 }
        if left.upperBound <= right.lowerBound { return -1 }
        return left.lowerBound >= right.upperBound ? 1 : 0
    }
}
