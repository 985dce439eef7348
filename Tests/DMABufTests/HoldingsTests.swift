// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Testing

@testable import DMABuf

@Suite("What a process holds")
struct HoldingsTests {
    private func mapping(_ line: String, _ answer: OwnershipAnswer?) throws -> HeldMapping {
        HeldMapping(try HoldingsFixture.region(line), answer: answer)
    }

    private let file = "1000-2000 rw-s 00003000 00:0b 9 /dmabuf:a"
    private let device = "1000-2000 rw-s 00003000 00:05 9 /dev/dri/card0"

    @Test func ownerThatTheKernelNamesTellsRouteAndOffset() throws {
        let first = try mapping(
            file, HoldingsFixture.owned(inode: 9, offset: 0x3000, size: 0x4000, isFile: true))
        #expect(first.route == .file && first.offset == 0x3000 && first.buffer?.size == 0x4000)
        let second = try mapping(
            device, HoldingsFixture.owned(inode: 9, offset: 0, size: 0x4000, isFile: false))
        #expect(second.route == .native && second.offset == 0 && second.buffer?.exporter == "vgem")
        #expect(!second.isOfDevice)
    }

    @Test func withoutTheModuleTheFilesNameIsAllThereIs() throws {
        let found = try mapping(file, nil)
        #expect(found.buffer == HeldBuffer(inode: 9, name: "a"))
        #expect(found.route == .file && found.offset == nil && !found.isCopyOnWrite)
        #expect(try mapping("1000-2000 rw-p 00003000 00:0b 9 /dmabuf:", nil).isCopyOnWrite)
        let unknown = try mapping(device, nil)
        #expect(unknown.route == nil && unknown.isOfDevice)
        for path in ["/dev/shm/x", "/dev/zero (deleted)"] {
            #expect(try !mapping("1000-2000 rw-s 00000000 00:05 9 \(path)", nil).isOfDevice)
        }
    }

    @Test func fileThatIsOnlyCalledSoIsNoDMABuf() throws {
        #expect(try mapping("1000-2000 rw-s 00000000 fe:01 9 /dmabuf:a", nil).route == nil)
        #expect(try mapping(file, HoldingsFixture.refused(ENOENT)).route == nil)
        #expect(try mapping("1000-2000 rw-p 00000000 00:00 0 [anon:/dmabuf:a]", nil).route == nil)
    }

    @Test func exporterThatDoesNotAnswerStillHoldsItsBuffer() throws {
        let found = try mapping(file, HoldingsFixture.refused(ENOENT, isDMABufFile: true))
        #expect(found.route == .file && found.buffer?.inode == 9 && found.offset == nil && !found.isCopyOnWrite)
    }

    @Test func totalsCountSplitMappingsOnceAndEveryBufferOnce() throws {
        let totals = HoldingsTotals([try HoldingsFixture.player()])
        #expect(totals.buffers.map(\.buffer.inode) == [8, 9, 7])
        let frame = totals.buffers[1]
        #expect(frame.amount[.file].times == 1 && frame.amount[.file].regions == 3)
        #expect(frame.amount[.file].bytes == 0x4000)
        #expect(frame.amount[.native].times == 1 && frame.amount[.native].bytes == 0x2000)
        #expect(frame.amount.descriptors == 0 && frame.references == nil)
        #expect(totals.buffers[0].amount.descriptors == 2 && totals.buffers[0].references == 2)
        #expect(totals.buffers[0].amount[.file].bytes == 0x1000)
        #expect(totals.exporters.map(\.exporter) == ["system", "vgem"])
        #expect(totals.exporters[0].buffers == 2 && totals.exporters[0].size == 0x10_1000)
        #expect(totals.unattributed.times == 1 && totals.unattributed.bytes == 0x3000)
        #expect(totals.size == 0x10_5000 && totals.amount.mapped.bytes == 0x7000)
    }

    @Test func neighboursThatDoNotContinueOneAnotherAreTwoMappings() throws {
        let lines = ["1000-2000 rw-s 00000000 00:0b 9 /dmabuf:", "2000-3000 rw-s 00000000 00:0b 9 /dmabuf:"]
        let others = ["1000-2000 rw-s 00000000 00:0b 9 /dmabuf:", "3000-4000 rw-s 00001000 00:0b 9 /dmabuf:"]
        for lines in [lines, others] {
            let holdings = ProcessHoldings(
                process: 1, command: "a", mappings: try lines.map { try mapping($0, nil) }, descriptors: [])
            #expect(HoldingsTotals([holdings]).amount.mapped.times == 2)
        }
    }

    @Test func processesThatShareABufferAreItsHoldersTogether() throws {
        let holdings = (1...2).map {
            ProcessHoldings(
                process: $0, command: "a", mappings: [],
                descriptors: [HoldingsFixture.descriptor(3, inode: 4, size: 0x1000)])
        }
        let totals = HoldingsTotals(holdings)
        #expect(totals.size == 0x1000 && totals.amount.descriptors == 2)
        #expect(totals.buffers.first?.amount.processes == [1, 2])
    }

    @Test func reportOfOneBufferHasOnlyThoseWhoHoldIt() throws {
        let other = ProcessHoldings(
            process: 1, command: "a", mappings: [],
            descriptors: [HoldingsFixture.descriptor(3, inode: 4, size: 0x1000)])
        let report = HoldingsReport([other, try HoldingsFixture.player()], scope: .all, buffer: 9)
        #expect(report.processes.map(\.process) == [123])
        #expect(report.processes.first?.mappings.count == 4)
        #expect(HoldingsReport([other], scope: .all, buffer: 9).isEmpty)
        let everything = HoldingsReport([other, try HoldingsFixture.player()], scope: .all)
        #expect(everything.processes.map(\.process) == [123, 1])
    }

    @Test func descriptorsInformationIsReadWholly() {
        let text = "pos:\t0\nmnt_id:\t15\nino:\t4\nsize:\t16384\ncount:\t3\nexp_name:\tdrm\nname:\ta: b\n"
        #expect(
            HeldDescriptor(number: 5, information: Array(text.utf8))
                == HeldDescriptor(
                    number: 5, buffer: HeldBuffer(inode: 4, exporter: "drm", size: 16384, name: "a: b"), references: 3))
        #expect(HeldDescriptor(number: 5, information: Array("pos:\t0\nino:\t4\n".utf8)) == nil)
        // A name may try to look like more.
        let forged = "ino:\t4\nsize:\t1\ncount:\t1\nexp_name:\tdrm\nname:\tx\nino:\t9\nexp_name:\tevil\n"
        #expect(HeldDescriptor(number: 5, information: Array(forged.utf8))?.buffer.inode == 4)
        #expect(HeldDescriptor(number: 5, information: Array(forged.utf8))?.buffer.exporter == "drm")
    }

    @Test(
        "a process that has ended is not taken for one that holds nothing",
        arguments: [
            ("7 (a) S 1 1", true), ("7 (a) Z 1 1", false), ("7 (a) X 1", false), ("7 (a) Z (b) R 1", true),
            ("7 (a) S) Z 1", false), ("", false), ("7", false),
        ])
    func state(text: String, isAlive: Bool) {
        #expect(ProcessState.isAlive(Array(text.utf8)) == isAlive)
    }

    @Test func ownProcessCanBeLookedAtWithoutTheModule() throws {
        let holdings = try ProcessHoldings(of: getpid(), limitation: .moduleMissing)
        #expect(!holdings.mappings.isEmpty && holdings.isEmpty)
        #expect(holdings.limitation == .moduleMissing)
        #expect(!holdings.command.isEmpty)
    }

    @Test func processThatDoesNotExistIsSaidToBeMissing() {
        #expect(throws: QueryFailure.noSuchProcess(0x7fff_ffff)) { try ProcessHoldings(of: 0x7fff_ffff) }
    }
}
