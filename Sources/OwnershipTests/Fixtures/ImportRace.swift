// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import Glibc
import SystemPackage

/// A dma-buf is imported and its last handle closed, again and again, while a thread maps where the import is.
///
/// Closing the last handle takes the object's dma-buf away from it. An importer that forwards to that one instead of
/// to what it attached to, passes NULL to dma_buf_mmap() then: a WARN, which the run sees in the kernel's taint. A
/// mapping that succeeds shows the buffer.
///
/// The mapper has to stand still between the check of its rights and the forwarding for as long as closing takes. On a
/// processor of its own it hardly ever does. So the closer shares the mapper's, comes first there, and is woken from
/// the other one at any moment: where the kernel is preemptible (CONFIG_PREEMPT), that interrupts the mapper anywhere.
final class ImportRace {
    /// On a machine that has other work too, one round of a second met the moment in five of six runs.
    private static let patience = 3.0
    /// How many seconds longer it may take where no mapping was made yet, as on a machine that shares its processors.
    private static let lastPatience = 20.0
    private static let contended: Int32 = 1
    private static let waker: Int32 = 0

    private let context: TestContext
    private let subject: Subject
    private let node: GEMNode
    private let offset: UInt64

    init(_ context: TestContext) throws {
        let subject = try Subject(.udmabuf, by: .gemImporter, in: context)
        // The object's place is a function of what else there is: the same again once the subject's import is gone.
        let offset = try subject.mapTarget().offset
        try subject.closeHandles()
        let node = try GEMNode(path: try GEMExporter().path)
        self.context = context
        self.subject = subject
        self.node = node
        self.offset = offset
    }

    func run() throws {
        try run("apart", mapper: nil, times: Self.patience) { work, deadline in
            var (imports, random) = (0, SeededGenerator(seed: context.options.seed))
            while Self.goesOn(work, until: deadline) {
                let handle = try node.importBuffer(try subject.descriptor)
                Self.spin(Int.random(in: 0..<Self.longestWait, using: &random))
                try node.closeHandle(handle)
                imports += 1
            }
            return imports
        }
        try run("on one processor", mapper: Self.contended, preempting)
    }

    /// The mapper runs while `body` imports and closes, which returns how often.
    private func run(
        _ label: String, mapper: Int32?, times: Double = 1, _ body: (MapWork, Double) throws -> Int
    ) throws {
        let work = MapWork(
            node: node.descriptor.rawValue, offset: offset, length: subject.size, word: subject.pattern.word(at: 0),
            processor: mapper)
        let thread = try WorkThread { work.run() }
        let result = Result { try body(work, MonotonicClock.now + times * context.options.stressSeconds) }
        work.stop()
        thread.join()
        let imports = try result.get()
        context.note("\(label): seed \(context.options.seed), \(imports) imports, \(work.successes) times mapped")
        context.check(work.successes > 0, "\(label): no mapping ever met an import")
        context.equal(work.mistakes, 0, "\(label): mappings that showed another memory")
    }

    private static func goesOn(_ work: MapWork, until deadline: Double) -> Bool {
        let now = MonotonicClock.now
        return now < deadline || (work.successes == 0 && now < deadline + lastPatience)
    }

    private func preempting(_ work: MapWork, until deadline: Double) throws -> Int {
        let bell = try FileDescriptor.pipe()
        defer { try? bell.readEnd.close() }
        let number = node.descriptor.rawValue
        let handle = HandleBox()
        let closer = CloseWork(processor: Self.contended, bell: bell.readEnd.rawValue) { _ in
            handle.close(on: number)
        }
        let thread = try WorkThread { closer.run() }
        _ = cdmabuf_pin_thread(Self.waker, 0)
        defer { cdmabuf_unpin_thread() }
        var (imports, random) = (0, SeededGenerator(seed: context.options.seed))
        let result = Result {
            while Self.goesOn(work, until: deadline) {
                handle.set(try node.importBuffer(try subject.descriptor))
                Self.spin(Int.random(in: 0..<Self.longestWait, using: &random))
                imports += 1
                _ = try bell.writeEnd.writeAll([0])
                while closer.rounds < imports { sched_yield() }
            }
        }
        try bell.writeEnd.close()
        thread.join()
        try result.get()
        return imports
    }

    /// Turns of a loop: about as long as the mapper takes for an attempt.
    private static let longestWait = 1000

    private static func spin(_ turns: Int) {
        for turn in 0..<turns { _ = keep(turn) }
    }

    /// Keeps the optimizer from leaving out the loop.
    @inline(never)
    private static func keep(_ turn: Int) -> Int { turn }
}
