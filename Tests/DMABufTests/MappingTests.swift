// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import SystemPackage
import Testing

@testable import DMABuf

@Suite("Mapping")
struct MappingTests {
    /// Whether nothing is mapped in any page of a range. mincore() asks without touching.
    private func isUnmapped(_ range: Range<UInt>) -> Bool {
        stride(from: range.lowerBound, to: range.upperBound, by: Page.size).allSatisfy { address in
            var residency: UInt8 = 0
            return mincore(UnsafeMutableRawPointer(bitPattern: address), Page.size, &residency) == -1
                && Glibc.errno == ENOMEM
        }
    }

    /// A place that no other test maps anything to: far from where the kernel puts what is mapped anywhere.
    private func memory(at address: UInt, pages: Int) throws -> Mapping {
        let start = mmap(
            UnsafeMutableRawPointer(bitPattern: address), pages * Page.size, PROT_READ | PROT_WRITE,
            MAP_PRIVATE | MAP_ANONYMOUS | CInt(MAP_FIXED_NOREPLACE), -1, 0)
        try #require(UInt(bitPattern: start) == address)
        return Mapping(owning: address, length: pages * Page.size)
    }

    @Test func isUnmappedAtTheEndOfItsLife() throws {
        let range: Range<UInt>
        do {
            let memory = try memory(at: 0x1000_0000_0000, pages: 3)
            range = memory.range
            #expect(!isUnmapped(range))
        }
        #expect(isUnmapped(range))
    }

    @Test func givingAwayDoesNotUnmap() throws {
        let memory = try memory(at: 0x1001_0000_0000, pages: 1)
        let (address, length) = memory.relinquish()
        #expect(!isUnmapped(address..<address + UInt(length)))
        _ = Mapping(owning: address, length: length)
        #expect(isUnmapped(address..<address + UInt(length)))
    }

    @Test func eachPartOfASplitIsUnmappedByItsOwner() throws {
        var front = try memory(at: 0x1002_0000_0000, pages: 4)
        let whole = front.range
        do {
            let back = front.splitOff(at: Page.size)
            #expect(front.length == Page.size)
            #expect(back.range == whole.lowerBound + UInt(Page.size)..<whole.upperBound)
            #expect(!isUnmapped(back.range))
        }
        #expect(isUnmapped(whole.lowerBound + UInt(Page.size)..<whole.upperBound))
        #expect(!isUnmapped(front.range))
    }

    @Test func holeIsUnmappedAndBothSidesAreNot() throws {
        var front = try memory(at: 0x1003_0000_0000, pages: 4)
        let start = front.address
        let back = try front.unmapHole(at: Page.size, length: 2 * Page.size)
        #expect(front.range == start..<start + UInt(Page.size))
        #expect(back.range == start + UInt(3 * Page.size)..<start + UInt(4 * Page.size))
        #expect(isUnmapped(front.end..<back.address))
        #expect(!isUnmapped(front.range) && !isUnmapped(back.range))
    }

    @Test func overlayShowsTheFile() throws {
        let file = try SealedMemory(size: 2 * Page.size)
        let pattern = PagePattern(buffer: 3)
        do {
            let all = try Mapping(of: file.descriptor, length: file.size)
            all.fill(with: pattern)
        }
        var range = try Mapping(anonymous: 4 * Page.size)
        try range.overlay(at: Page.size, with: file.descriptor, offset: UInt64(Page.size), length: Page.size)
        range.withBytes { bytes in
            let shown = UnsafeRawBufferPointer(rebasing: bytes[Page.size..<2 * Page.size])
            #expect(pattern.mismatch(in: shown, offset: UInt64(Page.size)) == nil)
            #expect(bytes[0] == 0)
        }
    }

    @Test func movingKeepsTheContentAndLeavesNothingBehind() throws {
        var memory = try memory(at: 0x1004_0000_0000, pages: 2)
        let pattern = PagePattern(buffer: 9)
        memory.fill(with: pattern)
        let before = memory.range
        try memory.move()
        #expect(memory.address != before.lowerBound)
        #expect(isUnmapped(before))
        #expect(memory.mismatch(with: pattern) == nil)
    }

    @Test func resizingKeepsTheContent() throws {
        let file = try SealedMemory(size: 4 * Page.size)
        var memory = try Mapping(of: file.descriptor, length: 2 * Page.size)
        let pattern = PagePattern(buffer: 11)
        memory.fill(with: pattern)
        try memory.resize(to: 4 * Page.size)
        #expect(memory.length == 4 * Page.size)
        memory.withBytes { bytes in
            #expect(pattern.mismatch(in: UnsafeRawBufferPointer(rebasing: bytes[..<(2 * Page.size)])) == nil)
        }
        try memory.resize(to: Page.size)
        #expect(memory.length == Page.size)
    }

    @Test func lengthIsRoundedUpToWhatTheKernelMaps() throws {
        let memory = try Mapping(anonymous: 1)
        #expect(memory.length == Page.size)
    }

    @Test func sharedMappingsOfAFileShowTheSame() throws {
        let file = try SealedMemory(size: Page.size)
        let first = try Mapping(of: file.descriptor, length: Page.size)
        let second = try Mapping(of: file.descriptor, length: Page.size)
        #expect(first.address != second.address)
        first.withMutableBytes { $0[5] = 77 }
        #expect(second.withBytes { $0[5] } == 77)
    }

    @Test func failureSaysWhatWasMapped() {
        let error = #expect(throws: SystemCallError.self) {
            _ = try Mapping(of: FileDescriptor(rawValue: 9999), offset: 4096, length: 8192)
        }
        #expect("\(error!)" == "mmap of 8192 bytes at 0x1000 of descriptor 9999: Bad file descriptor (errno 9)")
    }
}
