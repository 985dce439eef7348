// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import DMABuf

@Suite("Page pattern")
struct PagePatternTests {
    private let pattern = PagePattern(buffer: 7)

    @Test func everyWordOfABufferIsAnotherOne() {
        let words = stride(from: 0, to: UInt64(8 * Page.size), by: 8).map { pattern.word(at: $0) }
        #expect(Set(words).count == words.count)
        let others = stride(from: 0, to: UInt64(8 * Page.size), by: 8).map { PagePattern(buffer: 8).word(at: $0) }
        #expect(Set(words).isDisjoint(with: others))
    }

    @Test func wordTellsBufferPageAndPlace() {
        #expect(
            PagePattern.describe(pattern.word(at: UInt64(3 * Page.size + 16))) == "word 2 of page 3 of buffer 7")
        #expect(PagePattern.describe(0) == "0x0, which is no pattern's")
    }

    @Test func filledMemoryMatches() throws {
        let memory = try Mapping(anonymous: 3 * Page.size)
        memory.fill(with: pattern)
        #expect(memory.mismatch(with: pattern) == nil)
    }

    @Test func offsetByOnePageIsSeenAtTheFirstWord() throws {
        let memory = try Mapping(anonymous: 3 * Page.size)
        memory.fill(with: pattern, bufferOffset: UInt64(Page.size))
        let found = memory.mismatch(with: pattern)
        let mismatch = try #require(found)
        #expect(mismatch.position == 0)
        #expect(
            mismatch.description
                == "byte 0 should be word 0 of page 0 of buffer 7, is word 0 of page 1 of buffer 7")
    }

    @Test func oneStalePageInTheMiddleIsSeen() throws {
        let memory = try Mapping(anonymous: 3 * Page.size)
        memory.fill(with: pattern)
        memory.withMutableBytes { bytes in
            for position in Page.size..<2 * Page.size { bytes[position] = 0 }
        }
        #expect(memory.mismatch(with: pattern)?.position == Page.size)
    }

    @Test func digestWithoutAMappingIsThatOfTheMemory() throws {
        let memory = try Mapping(anonymous: 3 * Page.size)
        memory.fill(with: pattern)
        #expect(pattern.digest(length: 3 * Page.size) == memory.digest())
        #expect(
            pattern.digest(offset: UInt64(Page.size), length: Page.size)
                == memory.digest(offset: Page.size, length: Page.size))
        #expect(pattern.digest(offset: 4093, length: 9) == memory.digest(offset: 4093, length: 9))
        #expect(pattern.digest(offset: 4093, length: 9) != memory.digest(offset: 4092, length: 9))
    }
}
