// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// `/proc/self/pagemap` (Documentation/admin-guide/mm/pagemap.rst).
struct PageMap {
    /// The page frames of a mapped range, or nil where they cannot be told (not root, no pagemap, not present).
    static func frames(of range: Range<UInt>) -> [UInt64]? {
        guard let file = try? OwnedFileDescriptor(opening: "/proc/self/pagemap", .readOnly) else { return nil }
        var entries = [UInt64](repeating: 0, count: range.count / Page.size)
        let place = Int64(range.lowerBound / UInt(Page.size)) * 8
        let count = try? entries.withUnsafeMutableBytes {
            try file.descriptor.read(fromAbsoluteOffset: place, into: $0)
        }
        guard count == entries.count * 8 else { return nil }
        let frames = entries.map { $0 >> 63 == 1 ? $0 & (1 << 55 - 1) : 0 }
        return frames.contains(0) ? nil : frames
    }
}
