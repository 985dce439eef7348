// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Synchronization
import SystemPackage

/// The owner of memory, by remembering: what runtimes do today, and what ``KernelQuestion`` replaces.
///
/// It answers from what it was told, and so
/// - knows nothing of memory that somebody else mapped;
/// - is wrong, and cannot notice, once an address was unmapped or mapped anew without a word: its answer is then another
///   buffer, or one long gone;
/// - keeps a descriptor, and with it the memory, of each buffer alive;
/// - has a lock that every allocation and every look-up takes;
/// - has to follow by hand what the kernel does to mappings: this one knows of parts that are unmapped, and not of
///   `mremap`, `mprotect` or `fork`.
final class BufferRegistry: Sendable {
    /// A descriptor that is closed when the last range of it is forgotten.
    private final class KeptDescriptor: Sendable {
        let file: OwnedFileDescriptor

        init(duplicating descriptor: FileDescriptor) throws(SystemCallError) {
            file = try OwnedFileDescriptor(duplicating: descriptor)
        }
    }

    private struct Entry: Sendable {
        let range: Range<UInt>
        let kept: KeptDescriptor
        /// Of the range's start in the dma-buf, in bytes.
        let offset: UInt64

        func part(_ part: Range<UInt>) -> Entry? {
            part.isEmpty
                ? nil : Entry(range: part, kept: kept, offset: offset + UInt64(part.lowerBound - range.lowerBound))
        }
    }

    /// In no order: a real one would keep a tree.
    private let entries = Mutex<[Entry]>([])

    /// To be called by everybody who maps a dma-buf, right after it.
    func add(_ range: Range<UInt>, of buffer: FileDescriptor, offset: UInt64 = 0) throws(SystemCallError) {
        let entry = Entry(range: range, kept: try KeptDescriptor(duplicating: buffer), offset: offset)
        entries.withLock { $0.append(entry) }
    }

    /// To be called by everybody who unmaps one, or maps something else in its place.
    func remove(_ range: Range<UInt>) {
        entries.withLock { entries in
            entries = entries.flatMap { old -> [Entry] in
                guard old.range.overlaps(range) else { return [old] }
                let front = old.range.lowerBound..<max(old.range.lowerBound, range.lowerBound)
                let back = min(old.range.upperBound, range.upperBound)..<old.range.upperBound
                return [old.part(front), old.part(back)].compactMap { $0 }
            }
        }
    }

    /// The one dma-buf that all of the memory belongs to, or nil for memory that nobody spoke of.
    func owner(of memory: UnsafeRawBufferPointer) throws(SystemCallError) -> BufferOwner? {
        let start = UInt(bitPattern: memory.baseAddress)
        let range = start..<start + UInt(memory.count)
        // The reference keeps the descriptor open when the lock is gone.
        let entry = entries.withLock { $0.first { $0.range.contains(range) } }
        guard let entry else { return nil }
        return BufferOwner(
            buffer: try Buffer(owning: try entry.kept.file.duplicate()),
            offset: entry.offset + UInt64(start - entry.range.lowerBound))
    }
}
