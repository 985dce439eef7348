// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc
import SystemPackage

/// One thread imports a dma-buf and closes its last handle, again and again; others map where the import is.
///
/// Closing the last handle takes the object's dma-buf away from it. An importer that forwards to that one instead of
/// to what it attached to, passes NULL to dma_buf_mmap() then: a WARN, which the run sees in the kernel's taint. A
/// mapping that succeeds shows the buffer.
struct ImportRace: ~Copyable {
    private static let threads = 2

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
            node: node.descriptor.rawValue, offset: offset, length: subject.size, word: subject.pattern.word(at: 0),
            deadline: MonotonicClock.now + context.options.stressSeconds)
        var threads: [pthread_t] = []
        for _ in 0..<Self.threads {
            var thread = pthread_t()
            let error = pthread_create(
                &thread, nil,
                { argument in
                    guard let argument else { return nil }
                    return Unmanaged<MapWork>.fromOpaque(argument).takeRetainedValue().run().packed
                }, Unmanaged.passRetained(work).toOpaque())
            guard error == 0 else {
                context.fail("pthread_create: \(ErrnoName.of(Errno(rawValue: error)))")
                break
            }
            threads.append(thread)
        }
        let imports = importUntil(work.deadline)
        let counts = threads.map { thread in
            var result: UnsafeMutableRawPointer?
            pthread_join(thread, &result)
            return MapWork.Counts(packed: result)
        }
        let mapped = counts.reduce(0) { $0 + $1.mapped }
        context.note("\(imports) imports, \(mapped) times mapped")
        context.check(mapped > 0, "no mapping ever met an import")
        context.equal(counts.reduce(0) { $0 + $1.wrong }, 0, "mappings that showed another memory")
    }

    private func importUntil(_ deadline: Double) -> Int {
        var imports = 0
        do {
            let buffer = try subject.descriptor
            while MonotonicClock.now < deadline {
                try node.importAndClose(buffer)
                imports += 1
            }
        } catch {
            context.fail("import \(imports): \(error)")
        }
        return imports
    }
}
