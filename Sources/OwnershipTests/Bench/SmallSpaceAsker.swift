// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import SystemPackage

/// Counts what questions take in a process that has as few mappings as a small program: a child that unmaps all else.
struct SmallSpaceAsker: ~Copyable {
    private let context: TestContext
    private let device: TestModuleDevice
    private let memory: Mapping
    private let space: UnsafeMutablePointer<cdmabuf_small_space>
    private var figures: [(name: String, number: CInt, expected: Int, answer: Int32?)] = []

    /// - Parameter mappings: How many are left.
    init(_ context: TestContext, mappings: Int) throws {
        let device = try TestModuleDevice()
        let memory = try Mapping(of: nil, length: MemoryLayout<cdmabuf_small_space>.size, flags: [.shared, .anonymous])
        guard let space = UnsafeMutablePointer<cdmabuf_small_space>(bitPattern: memory.address) else {
            throw Errno.badAddress
        }
        self.context = context
        self.device = device
        self.memory = memory
        self.space = space
        space.pointee.mappings = UInt32(mappings)
    }

    /// Adds a question to the test module.
    ///
    /// - Parameters:
    ///   - expected: What the question itself comes to.
    ///   - answer: What the helper answers; nil where it is not asked.
    mutating func add(
        _ name: String, at address: UInt, flags: CInt, expecting expected: Int = 0, answer: Int32? = 0
    ) throws {
        var question = dvt_query()
        question.size = UInt32(MemoryLayout<dvt_query>.size)
        question.flags = UInt32(bitPattern: flags)
        question.addr = UInt64(address)
        question.length = 1
        let number = cdmabuf_small_space_add(
            space, device.descriptor.rawValue, cdmabuf_dvt_query, &question, MemoryLayout<dvt_query>.size)
        try note(name, number, expected, answer)
    }

    /// Adds a PROCMAP_QUERY.
    mutating func addProcmap(_ name: String, at address: UInt, flags: UInt64 = 0, expecting expected: Int = 0) throws {
        var question = cdmabuf_procmap_query()
        question.size = UInt64(MemoryLayout<cdmabuf_procmap_query>.size)
        question.query_flags = flags
        question.query_addr = UInt64(address)
        let number = cdmabuf_small_space_add(
            space, -1, cdmabuf_procmap_query_command, &question, MemoryLayout<cdmabuf_procmap_query>.size)
        try note(name, number, expected, nil)
    }

    private mutating func note(_ name: String, _ number: CInt, _ expected: Int, _ answer: Int32?) throws {
        guard number >= 0 else { throw Errno(rawValue: -number) }
        figures.append((name, number, expected, answer))
    }

    /// Asks, and reports what each took.
    ///
    /// - Parameter kept: An address that is asked about.
    consuming func report(keeping kept: UInt) throws {
        let error = cdmabuf_small_space_measure(space, UInt(kept))
        guard error == 0 else { throw Errno(rawValue: -error) }
        context.reportFact("mappings", "\(space.pointee.mappings)")
        for (name, number, expected, answer) in figures {
            let result = cdmabuf_small_space_result(space, number)
            guard result == expected || name.hasPrefix("procmap-") else {
                context.equal(result, expected, "\(name): the question's own result")
                continue
            }
            if result != expected {
                context.reportAbsent(name, "no PROCMAP_QUERY (\(ErrnoName.of(Errno(rawValue: CInt(-result)))))")
                continue
            }
            if let answer {
                let said = cdmabuf_small_space_answer(space, number).load(as: dvt_query.self).error
                guard context.equal(said, answer, "\(name): the helper's answer") else { continue }
            }
            context.report(
                name,
                (0..<CDMABUF_SMALL_SPACE_SAMPLES).map { sample in
                    let ticks = cdmabuf_small_space_ticks(space, number, sample)
                    return ticks - min(ticks, TickCounter.overhead)
                })
        }
    }
}
