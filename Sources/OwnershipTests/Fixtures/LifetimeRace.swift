// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// Questions about processes whose buffers come and go, and that end at any moment, while memory is scarce.
///
/// Whatever is answered is a buffer that is there: its digest is that of the content which its own mapping shows.
final class LifetimeRace {
    private static let childCount = 2
    /// As many questions are asked before a child is killed and has a successor: odd, so that each has its turn.
    private static let questionsOfAChild = 401

    private let context: TestContext
    private let device: TestModuleDevice
    private let window: Mapping
    private let complaints: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
    private var random: SeededGenerator
    private var started = 0
    private var answers = 0
    private var refusals: [String: Int] = [:]

    init(_ context: TestContext) throws {
        self.context = context
        device = try TestModuleDevice()
        window = try Mapping(anonymous: BufferLives.windowLength, protection: .none)
        complaints = try FileDescriptor.pipe()
        random = SeededGenerator(seed: context.options.seed)
    }

    deinit {
        try? complaints.readEnd.close()
    }

    func run() throws {
        // A child that is killed leaves its own children to this process, which has to wait for them, too.
        _ = cdmabuf_adopt_orphans(1)
        var children: [pid_t] = []
        let outcome = Result {
            children.append(try start { MemoryPressure.run() })
            for _ in 0..<Self.childCount { children.append(try startLives()) }
            try ask(&children)
        }
        for child in children { kill(child, SIGKILL) }
        while waitpid(-1, nil, 0) > 0 || errno == EINTR {}
        _ = cdmabuf_adopt_orphans(0)
        try complaints.writeEnd.close()
        try outcome.get()
        try hearComplaints()
        let errors = refusals.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        context.note("seed \(context.options.seed): \(started) processes, \(answers) owners, \(errors)")
        // Both polarities: a race in which nobody ever owned anything, or everything, was none.
        context.check(answers > 0, "no question found an owner")
        context.check(!refusals.isEmpty, "no question was refused")
    }

    private func startLives() throws -> pid_t {
        let number = started
        return try start {
            let context = TestContext(environment: self.context.environment, options: self.context.options)
            BufferLives(context, window: self.window.address, number: number + 1).run()
            _ = try? self.complaints.writeEnd.writeAll(context.failures.map { "\($0)\n" }.joined().utf8)
            _exit(1)
        }
    }

    private func start(_ body: () -> Never) throws -> pid_t {
        let child = fork()
        guard child >= 0 else { throw Errno(rawValue: errno) }
        if child == 0 {
            cdmabuf_die_with_parent()
            _ = fcntl(complaints.writeEnd.rawValue, F_SETFD, FD_CLOEXEC)
            body()
        }
        started += 1
        return child
    }

    /// Until the time is up. The first of the children is not asked about.
    private func ask(_ children: inout [pid_t]) throws {
        let deadline = MonotonicClock.now + context.options.stressSeconds
        var number = 0
        // On a busy machine the time may be up before a child has mapped anything.
        while (MonotonicClock.now < deadline || answers == 0 && number < 100_000) && context.failures.count < 10 {
            let place = 1 + number % Self.childCount
            number += 1
            if number.isMultiple(of: Self.questionsOfAChild) {
                kill(children[place], SIGKILL)
                _ = try ChildStatus.wait(for: children[place])
                children[place] = try startLives()
            }
            do {
                try ask(number, of: children[place])
            } catch let error as SystemCallError where Self.passing.contains(error.errno) {
                refusals[ErrnoName.of(error.errno), default: 0] += 1
            }
        }
    }

    /// Of what is only there for a moment: a process, an importer's pin, memory, a buffer that was not revoked yet.
    private static let passing: Set<Errno> = [.noSuchProcess, .resourceBusy, .noMemory, .operationNotSupportedByDevice]
    private static let legal: Set<Errno> = [
        .badAddress, .permissionDenied, .noSuchFileOrDirectory, .outOfRange, .noMemory,
    ]

    private func ask(_ number: Int, of process: pid_t) throws {
        let first = Int.random(in: 0..<BufferLives.windowLength / Page.size, using: &random)
        let inside = Int.random(in: 0..<Page.size, using: &random)
        let length = Int.random(in: 1...Page.size, using: &random)
        let question = OwnershipQuery(
            address: window.address + UInt(first * Page.size + inside), length: UInt64(length), options: .digestByDMA,
            process: process)
        let (answer, name) = try Self.put(question, to: device)
        if let error = answer.error {
            context.check(Self.legal.contains(error), "\(ErrnoName.of(error)) is no answer to a race")
            refusals[ErrnoName.of(error), default: 0] += 1
            return
        }
        guard let owner = answer.owner else { return }
        answers += 1
        // The owner is this process's as well now, and shows whose content it has.
        guard let name else {
            refusals["revoked", default: 0] += 1
            return
        }
        guard name > 0 else { return context.fail("question \(number): a buffer without content") }
        context.equalHex(
            owner.digest ?? 0, PagePattern(buffer: name).digest(offset: owner.offset, length: length),
            "question \(number): digest of \(length) bytes at \(owner.offset) of \(owner.exporter)'s buffer")
    }

    /// The answer, and the number of the owner's pattern: nil where it has none any more.
    private static func put(
        _ question: OwnershipQuery, to device: borrowing TestModuleDevice
    ) throws -> (OwnershipAnswer, UInt32?) {
        var result = try device.queryWithDescriptor(question)
        let descriptor = result.descriptor.take()
        let answer = result.answer
        guard let descriptor else { return (answer, nil) }
        return (answer, try name(in: Buffer(owning: descriptor)))
    }

    private static func name(in buffer: borrowing Buffer) throws -> UInt32? {
        let mapping = try buffer.map(protection: .read)
        var name: UInt32 = 0
        for byte in (5...7).reversed() {
            guard case .value(let value) = try mapping.probeRead(at: byte) else { return nil }
            name = name << 8 | UInt32(value)
        }
        return name
    }

    private func hearComplaints() throws {
        var text: [UInt8] = []
        try withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { chunk in
            while case let count = try complaints.readEnd.read(into: chunk), count > 0 {
                text.append(contentsOf: chunk[..<count])
            }
        }
        for line in String(decoding: text, as: UTF8.self).split(separator: "\n") { context.fail(String(line)) }
    }
}
