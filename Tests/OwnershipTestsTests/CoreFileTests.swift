// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct CoreFileTests {
    /// A core file with a note and two mappings, of which the first was dumped.
    private static let core: [UInt8] = {
        var bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 9)
        bytes += words(UInt16(4)) + words(UInt16(62)) + words(UInt32(1)) + words(UInt64(0))
        bytes += words(UInt64(64)) + words(UInt64(0)) + words(UInt32(0))
        bytes += words(UInt16(64)) + words(UInt16(56)) + words(UInt16(3)) + words(UInt16(0), 0, 0)
        bytes += words(UInt32(4), 0) + words(UInt64(232), 0, 0, 0, 0, 0)
        bytes += words(UInt32(1), 6) + words(UInt64(232), 0x7000, 0, 16, 32, 8)
        bytes += words(UInt32(1), 4) + words(UInt64(248), 0x9000, 0, 0, 64, 8)
        return bytes + words(UInt64(11), 22)
    }()

    private static func words<Word: FixedWidthInteger>(_ words: Word...) -> [UInt8] {
        words.flatMap { word in withUnsafeBytes(of: word.littleEndian) { Array($0) } }
    }

    @Test func theMappingsAreItsLoadedSegments() throws {
        let core = try #require(CoreFile(Self.core))
        #expect(
            core.segments == [
                .init(start: 0x7000, memory: 32, dumped: 16, offset: 232, flags: 6),
                .init(start: 0x9000, memory: 64, dumped: 0, offset: 248, flags: 4),
            ])
        #expect(core.segments.map(\.rights) == ["rw-", "r--"])
    }

    @Test func onlyWhatWasDumpedHasContent() throws {
        let core = try #require(CoreFile(Self.core))
        #expect(core.words(of: core.segments[0], pageSize: 8) == [11, 22])
        #expect(core.words(of: core.segments[1], pageSize: 8) == [])
    }

    @Test func aFileThatEndsEarlyIsTold() throws {
        let core = try #require(CoreFile(Self.core.dropLast()))
        #expect(core.words(of: core.segments[0], pageSize: 8) == [11, nil])
        // The last header's alignment is nothing to go by.
        for count in 0..<224 { #expect(CoreFile(Array(Self.core.prefix(count))) == nil, "\(count) bytes") }
    }

    @Test func aProgramIsNoCoreFile() {
        var program = Self.core
        program[16] = 2
        #expect(CoreFile(program) == nil)
    }
}
