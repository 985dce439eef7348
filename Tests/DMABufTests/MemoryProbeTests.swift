// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Testing

@testable import DMABuf

@Suite("Memory probe")
struct MemoryProbeTests {
    private static let notMapped: CInt = 1  // SEGV_MAPERR
    private static let notAllowed: CInt = 2  // SEGV_ACCERR
    private static let noObject: CInt = 2  // BUS_ADRERR

    @Test func readsAndWritesOrdinaryMemory() throws {
        let memory = try Mapping(anonymous: Page.size)
        #expect(try memory.probeWrite(42, at: 100) == .value(42))
        #expect(try memory.probeRead(at: 100) == .value(42))
        #expect(try memory.probeRead(at: 101) == .value(0))
    }

    @Test func missingRightsAreASegmentationFault() throws {
        var memory = try Mapping(anonymous: Page.size)
        try memory.protect(.read)
        #expect(try memory.probeRead() == .value(0))
        #expect(try memory.probeWrite(1) == .segmentationFault(code: Self.notAllowed))
        try memory.protect(.none)
        #expect(try memory.probeRead() == .segmentationFault(code: Self.notAllowed))
    }

    @Test func unmappedMemoryIsASegmentationFault() throws {
        #expect(try MemoryProbe.read(0) == .segmentationFault(code: Self.notMapped))
        #expect(try MemoryProbe.write(1, to: 0) == .segmentationFault(code: Self.notMapped))
    }

    @Test func memoryBehindAFilesEndIsABusError() throws {
        let file = try SealedMemory(size: Page.size)
        let memory = try Mapping(of: file.descriptor, length: 2 * Page.size)
        #expect(try memory.probeRead(at: Page.size - 1) == .value(0))
        #expect(try memory.probeRead(at: Page.size) == .busError(code: Self.noObject))
        #expect(try memory.probeWrite(1, at: Page.size) == .busError(code: Self.noObject))
    }

    @Test func worksAgainAfterAFault() throws {
        for _ in 0..<100 {
            #expect(try MemoryProbe.read(8) == .segmentationFault(code: Self.notMapped))
        }
    }

    @Test func threadsDoNotDisturbOneAnother() async throws {
        let memory = try Mapping(anonymous: Page.size)
        _ = try memory.probeWrite(7)
        let address = memory.address
        let correct = await withTaskGroup(of: Int.self) { group in
            for task in 0..<8 {
                group.addTask {
                    (0..<2000).count { _ in
                        task % 2 == 0
                            ? (try? MemoryProbe.read(address)) == .value(7)
                            : (try? MemoryProbe.read(16)) == .segmentationFault(code: Self.notMapped)
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(correct == 16000)
        #expect(try memory.probeRead() == .value(7))
    }

    /// In a child: a fault outside of a probe ends the process as it would have without the handler.
    @Test func faultOutsideOfAProbeIsStillFatal() async throws {
        await #expect(processExitsWith: .signal(SIGSEGV)) {
            _ = try MemoryProbe.read(0)
            UnsafeMutablePointer<UInt8>(bitPattern: 8)?.pointee = 1
        }
    }
}
