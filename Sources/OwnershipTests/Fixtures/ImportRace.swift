// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// One thread imports a dma-buf and closes its last handle, again and again; another maps where the import is.
///
/// Closing the last handle takes the object's dma-buf away from it. An importer that forwards to that one instead of
/// to what it attached to, passes NULL to dma_buf_mmap() then: a WARN, which the run sees in the kernel's taint. A
/// mapping that succeeds shows the buffer.
struct ImportRace: ~Copyable {
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
        let work = MapWork(
            node: node.descriptor.rawValue, offset: offset, length: subject.size, word: subject.pattern.word(at: 0))
        var thread = pthread_t()
        let error = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<MapWork>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        guard error == 0 else { throw Errno(rawValue: error) }
        let imports = importUntilDeadline(work)
        work.stop()
        pthread_join(thread, nil)
        context.note("seed \(context.options.seed), \(imports) imports, \(work.successes) times mapped")
        context.check(work.successes > 0, "no mapping ever met an import")
        context.equal(work.mistakes, 0, "mappings that showed another memory")
    }

    private func importUntilDeadline(_ work: MapWork) -> Int {
        var random = SeededGenerator(seed: context.options.seed)
        let deadline = MonotonicClock.now + Self.patience * context.options.stressSeconds
        var imports = 0
        do {
            let buffer = try subject.descriptor
            while MonotonicClock.now < deadline {
                try node.withImport(of: buffer) {
                    Self.wait(during: work, turns: Int.random(in: 0..<Self.longestWait, using: &random))
                }
                imports += 1
            }
        } catch {
            context.fail("import \(imports): \(error)")
        }
        return imports
    }

    /// The moment is hit about once in a second on a machine that does nothing else.
    private static let patience = 3.0

    /// Turns of a loop: about as long as the other thread takes for an attempt.
    private static let longestWait = 1000

    /// So that handles are closed at any moment of an attempt.
    private static func wait(during work: MapWork, turns: Int) {
        for _ in 0..<turns { _ = work.attempts }
    }
}
