// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// A child process in which buffers are made, mapped where another process asks, and let go of in any order.
final class BufferLives {
    /// Places for a buffer in a window.
    static let slots = 8
    /// Of a buffer.
    static let pages = 4
    /// How long a window is, in bytes.
    static var windowLength: Int { slots * pages * Page.size }

    private static let kinds: [(ExporterCase, Route)] = [
        ExporterCase.counted, .faultedPages, .native, .remapped, .udmabuf, .vgem,
    ].flatMap { exporter in exporter.routes.map { (exporter, $0) } }

    private let context: TestContext
    private let window: UInt
    private var random: SeededGenerator

    /// - Parameters:
    ///   - window: Where it begins.
    ///   - number: No other child has it.
    init(_ context: TestContext, window: UInt, number: Int) {
        self.context = context
        self.window = window
        random = SeededGenerator(seed: context.options.seed &+ UInt64(number))
        // Buffers of different children have different content, too.
        for _ in 0..<number << 14 { _ = context.environment.nextPattern() }
    }

    /// Until somebody kills this process, or something is wrong: then that is in the context.
    func run() {
        while context.failures.isEmpty {
            do {
                try liveOnce()
            } catch let error as SystemCallError where Self.passing.contains(error.errno) {
                continue
            } catch {
                context.fail("\(error)")
            }
        }
    }

    /// Memory is scarce; and another child may have used the node when ``GEMImport`` looked for the import's place.
    private static let passing: Set<Errno> = [.noMemory, .noSuchAddressOrDevice]

    private enum Step: CaseIterable {
        case closeDescriptor, closeHandles, relocate, revoke, look, fork, execute, unload
    }

    private func liveOnce() throws {
        let (exporter, route) = Self.kinds[Int.random(in: 0..<Self.kinds.count, using: &random)]
        let subject = try Subject(exporter, by: route, in: context, pages: Self.pages)
        let target = try subject.mapTarget()
        let slot = window + UInt(Int.random(in: 0..<Self.slots, using: &random) * Self.pages * Page.size)
        let address = mmap(
            UnsafeMutableRawPointer(bitPattern: slot), subject.size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED,
            target.descriptor, off_t(target.offset))
        guard address != MAP_FAILED else { return }
        var isRevoked = false
        let count = Int.random(in: 0...Step.allCases.count, using: &random)
        for step in Step.allCases.shuffled(using: &random).prefix(count) {
            switch step {
            case .closeDescriptor: try subject.closeDescriptor()
            case .closeHandles: try subject.closeHandles()
            case .relocate where exporter.canFaultIn: try? zap(subject) { try $0.relocate($1) }
            case .revoke where Int.random(in: 0..<4, using: &random) == 0:
                isRevoked = (try? zap(subject) { try $0.revoke($1) }) != nil || isRevoked
            case .look: try look(at: slot, subject, isRevoked: isRevoked)
            case .fork:
                let child = try ForkedProcess()
                try child.end()
            // A program takes its time to start.
            case .execute where Int.random(in: 0..<16, using: &random) == 0:
                _ = try ChildProgram.run(ChildProgram.runner) { _ in ["--version"] }
            case .unload: unload(exporter)
            case .relocate, .revoke, .execute: break
            }
        }
        // Or the mapping stays, until the slot is wanted again.
        guard Bool.random(using: &random) else { return }
        let rest = mmap(
            UnsafeMutableRawPointer(bitPattern: slot), subject.size, PROT_NONE,
            MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_NORESERVE, -1, 0)
        context.check(rest != MAP_FAILED, "unmapping: \(ErrnoName.of(Errno(rawValue: errno)))")
    }

    /// Fails where it is none of the test module's buffers, or not open any more.
    private func zap(
        _ subject: Subject, _ body: (borrowing TestModuleDevice, FileDescriptor) throws -> Void
    ) throws {
        try body(try TestModuleDevice(), try subject.descriptor)
    }

    /// The mapping keeps the buffer, whatever else has been closed.
    private func look(at slot: UInt, _ subject: Subject, isRevoked: Bool) throws {
        let expected = UInt8(truncatingIfNeeded: subject.pattern.buffer)
        let place = "\(subject.exporter.name) by \(subject.route.rawValue)"
        switch try MemoryProbe.read(slot + 5) {
        case .value(let byte):
            context.check(!isRevoked, "\(place): a revoked buffer can be read")
            context.equal(byte, expected, "\(place): the byte that names the buffer")
        case .busError: context.check(isRevoked, "\(place): SIGBUS")
        case .segmentationFault: context.fail("\(place): SIGSEGV")
        }
    }

    /// While the mapping is there, its exporter's module has to be.
    private func unload(_ exporter: ExporterCase) {
        let module = exporter.exporterName
        guard TextFile.read("/sys/module/\(module)/refcnt") != nil else { return }
        let result = module.withCString {
            cdmabuf_raw_call(
                cdmabuf_nr_delete_module, Int(bitPattern: $0), Int(O_NONBLOCK), 0, 0, 0, 0)
        }
        context.equal(
            Errno(rawValue: Int32(truncatingIfNeeded: -result)), .resourceTemporarilyUnavailable,
            "unloading \(module), of which something is mapped")
    }
}
