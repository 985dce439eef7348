// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import SystemPackage
import Testing

@testable import DMABuf

@Suite("Ownership answer")
struct OwnershipAnswerTests {
    private static func fill<Tuple: BitwiseCopyable>(_ tuple: inout Tuple, _ text: String) {
        withUnsafeMutableBytes(of: &tuple) { $0.copyBytes(from: Array(text.utf8)) }
    }

    @Test func ownerIsWhatTheKernelWrote() {
        var query = dvt_query()
        query.inode = 42
        query.offset = 8192
        query.buffer_size = 16384
        query.vm_pgoff = 3
        query.vma_flags = UInt32(DVT_VMA_FILE_IS_OWNER | DVT_VMA_LINKED)
        query.vm_ops = UInt32(DVT_OP_FAULT | DVT_OP_GET_DMABUF)
        Self.fill(&query.exporter, "udmabuf")
        Self.fill(&query.name, "frame")
        let answer = OwnershipAnswer(query)
        #expect(answer.error == nil)
        #expect(answer.owner?.inode == 42)
        #expect(answer.owner?.offset == 8192)
        #expect(answer.owner?.size == 16384)
        #expect(answer.owner?.exporter == "udmabuf")
        #expect(answer.owner?.name == "frame")
        #expect(answer.owner?.digest == nil)
        #expect(answer.vmaFlags == [.fileIsOwner, .isLinked])
        #expect(answer.pageOffset == 3)
        #expect(answer.operations.description == "fault+get_dmabuf")
    }

    @Test func digestIsThereOnlyIfAskedFor() {
        var query = dvt_query()
        query.digest = 5
        #expect(OwnershipAnswer(query).owner?.digest == nil)
        query.flags = UInt32(DVT_QUERY_DIGEST_VMAP)
        #expect(OwnershipAnswer(query).owner?.digest == 5)
    }

    @Test func nobodyIsAnErrorWithoutAnOwner() {
        var query = dvt_query()
        query.error = -noEntry
        query.inode = 42
        let answer = OwnershipAnswer(query)
        #expect(answer.owner == nil)
        #expect(answer.error == .noSuchFileOrDirectory)
    }

    @Test func textThatFillsItsArrayHasNoEndAndIsWhole() {
        var query = dvt_query()
        Self.fill(&query.name, String(repeating: "x", count: 32))
        #expect(OwnershipAnswer(query).owner?.name.count == 32)
    }

    private let noEntry: Int32 = 2
}
