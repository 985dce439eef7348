// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// A window of addresses in which mappings of several buffers come and go, and questions about it.
final class StressArena {
    private let context: TestContext
    private let inquirer: Inquirer
    private let window: ContestedWindow
    private let seed: UInt64
    private var random: SeededGenerator
    private var answers = 0
    private var refusals: [String: Int] = [:]

    private static let windowPages = 32

    init(_ context: TestContext) throws {
        self.context = context
        seed = context.options.seed
        random = SeededGenerator(seed: seed)
        inquirer = try Inquirer(context)
        window = try ContestedWindow(
            pages: Self.windowPages, first: .counted, device: inquirer.device, context)
        context.note("seed \(seed)")
    }

    /// One random change, by the calling thread.
    func mutateOnce() {
        window.mutator.step(&random)
    }

    /// Runs `body` while that many children change their own copies of the window.
    func withMutatingChildren(_ count: Int, _ body: ([pid_t]) -> Void) throws {
        var children: [pid_t] = []
        defer {
            for child in children {
                kill(child, SIGKILL)
                _ = try? ChildStatus.wait(for: child)
            }
            conclude()
        }
        for number in 0..<count {
            let child = fork()
            guard child >= 0 else { throw Errno(rawValue: errno) }
            if child == 0 {
                cdmabuf_die_with_parent()
                var mutator = window.mutator
                mutator.mayMove = true
                var random = SeededGenerator(seed: seed &+ UInt64(number) &+ 1)
                while true { mutator.step(&random) }
            }
            children.append(child)
        }
        body(children)
    }

    /// Runs `body` while that many threads change the window.
    func withMutatingThreads(_ count: Int, _ body: () -> Void) throws {
        let work = WindowWork(
            mutator: window.mutator, deadline: MonotonicClock.now + context.options.stressSeconds, seed: seed)
        var threads: [pthread_t] = []
        for number in 0..<count {
            var thread = pthread_t()
            let error = pthread_create(
                &thread, nil,
                { argument in
                    if let argument { Unmanaged<WindowWork>.fromOpaque(argument).takeRetainedValue().run() }
                    return nil
                }, Unmanaged.passRetained(work.numbered(number)).toOpaque())
            guard error == 0 else {
                context.fail("pthread_create: \(ErrnoName.of(Errno(rawValue: error)))")
                break
            }
            threads.append(thread)
        }
        body()
        for thread in threads { pthread_join(thread, nil) }
        conclude()
    }

    /// Asks about random ranges until the time is up. `process` says whom, by the question's number.
    func askUntilDeadline(_ process: (Int) -> pid_t?) {
        let deadline = MonotonicClock.now + context.options.stressSeconds
        var number = 0
        while MonotonicClock.now < deadline, context.failures.count < 10 {
            ask(number, of: process(number))
            number += 1
        }
    }

    /// One random question. The digest is computed by the kernel through the buffer that it answers.
    func ask(_ number: Int, of process: pid_t?) {
        let first = Int.random(in: 0..<Self.windowPages, using: &random)
        let inside = Int.random(in: 0..<Page.size, using: &random)
        let length = Int.random(in: 1...2 * Page.size, using: &random)
        var options: OwnershipQuery.Options = number.isMultiple(of: 3) ? [.digestByVmap] : [.digestByDMA]
        if number.isMultiple(of: 5) { options.insert(.write) }
        let address = window.address + UInt(first * Page.size + inside)
        do {
            check(try inquirer.ask(at: address, length: length, asking: options, of: process), length)
        } catch let error as SystemCallError where error.errno == .resourceBusy {
            refusals["EBUSY of the digest", default: 0] += 1
        } catch {
            context.fail("question \(number): \(error)")
        }
    }

    private static let legal: Set<Errno> = [
        .badAddress, .permissionDenied, .noSuchFileOrDirectory, .outOfRange,
    ]

    private func check(_ answer: OwnershipAnswer, _ length: Int) {
        if let error = answer.error {
            context.check(Self.legal.contains(error), "\(ErrnoName.of(error)) is no answer to a race")
            refusals[ErrnoName.of(error), default: 0] += 1
            return
        }
        guard let owner = answer.owner else { return }
        answers += 1
        guard let subject = window.subjects.first(where: { $0.inode == owner.inode }) else {
            context.fail("an owner that is none of the buffers: \(owner)")
            return
        }
        guard owner.offset + UInt64(length) <= owner.size else {
            context.fail("an answer past the end: \(length) bytes of \(owner)")
            return
        }
        context.equalHex(
            owner.digest ?? 0, subject.pattern.digest(offset: owner.offset, length: length),
            "digest of \(length) bytes at \(owner.offset) of \(subject.exporter.name)'s buffer")
    }

    /// Both polarities: a race in which nobody ever owned anything, or everything, was none.
    func conclude() {
        let errors = refusals.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        context.note("\(answers) owners, \(errors.isEmpty ? "no refusals" : errors)")
        context.check(answers > 0, "no question found an owner")
        context.check(!refusals.isEmpty, "no question was refused")
    }
}
