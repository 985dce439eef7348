// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Threads that fault in the same mappings while each of them takes the page tables away from the other.
///
/// The mappings are of every class of fault handlers and by every route, so of those that run under the VMA's lock and
/// of those under mmap_lock. An access waits or faults, but what it sees is always the buffer: nothing here ever leaves
/// a hole, or a page without anything behind it.
final class FaultRace {
    /// As many as a machine for tests has processors: two handlers that run at once are what KCSAN wants to see.
    private static let threadCount = 2
    /// Of a buffer.
    private static let pages = 16

    private let context: TestContext
    private let device: TestModuleDevice
    private let subjects: [Subject]
    private let mappings: [MappingBox]

    init(_ context: TestContext) throws {
        let device = try TestModuleDevice()
        let subjects = try ExporterCase.classes.filter(\.canFaultIn).flatMap { exporter in
            try exporter.routes.filter { $0 != .gemImporter }.map { route in
                try Subject(exporter, by: route, in: context, pages: Self.pages)
            }
        }
        mappings = try subjects.map { MappingBox(try $0.map()) }
        self.context = context
        self.device = device
        self.subjects = subjects
    }

    func run() throws {
        let seed = context.options.seed
        let (faultsBefore, writesBefore) = try handled()
        let deadline = MonotonicClock.now + context.options.stressSeconds
        let places = try zip(subjects, mappings).map { subject, box in
            FaultPlace(
                range: box.mapping.range, target: try subject.mapTarget(), pattern: subject.pattern,
                buffer: try subject.descriptor.rawValue)
        }
        let works = (0..<Self.threadCount).map { number in
            FaultWork(
                places: places, device: device.descriptor.rawValue, deadline: deadline,
                seed: seed &+ UInt64(number))
        }
        try runAll(works[...])
        let (faults, writes) = try handled()
        context.note(
            """
            seed \(seed): \(works.reduce(0) { $0 + $1.rounds }) mappings walked, \(faults - faultsBefore) faults, \
            \(writes - writesBefore) of them to make a page writable
            """)
        for mistake in works.compactMap(\.mistake) { context.fail(mistake) }
        context.check(faults > faultsBefore, "no handler of faults was called")
        context.check(writes > writesBefore, "no handler that makes pages writable was called")
        for (subject, box) in zip(subjects, mappings) {
            subject.expectContent(of: box.mapping, offset: 0, "\(subject.exporter.name) by \(subject.route.rawValue)")
        }
    }

    /// Each in a thread of its own, until the last one ends.
    private func runAll(_ works: ArraySlice<FaultWork>) throws {
        guard let work = works.first else { return }
        let thread = try WorkThread { work.run() }
        let rest = Result { try runAll(works.dropFirst()) }
        thread.join()
        try rest.get()
    }

    /// Calls of the buffers' handlers so far: of all that there are, and of those that make pages writable.
    private func handled() throws -> (faults: UInt64, writes: UInt64) {
        var (faults, writes): (UInt64, UInt64) = (0, 0)
        for subject in subjects {
            let statistics = try device.statistics(of: try subject.descriptor)
            faults += statistics.faults + statistics.makeWritables
            writes += statistics.makeWritables
        }
        return (faults, writes)
    }
}
