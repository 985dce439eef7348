// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI
import DMABuf
import SystemPackage

/// How lookups and faults fare while another thread of the process maps and unmaps.
///
/// For machines with two processors. What is told are ratios within one run: the times themselves are the machine's.
enum ContentionBench {
    static let suite = Suite(
        "contention",
        [
            lookup("lookup/vma-lock", pieces: 1), lookup("lookup/mmap-lock", pieces: 2),
            fault(.vgem, .descriptor), fault(.vgem, .native), fault(.contiguousHeap, .descriptor),
            fault(.faulted, .descriptor), fault(.qxl, .descriptor),
        ])

    private static let rounds = 5
    private static let questions = 10_000
    /// Pages of a buffer whose faults are timed, and mappings of it.
    private static let (pages, mappings) = (1024, 4)

    /// How much was done, and in how many seconds.
    private typealias Work = () throws -> (count: Int, seconds: Double)

    /// - Parameter pieces: VMAs of the range: the lookup takes mmap_lock where it is more than one.
    private static func lookup(_ name: String, pieces: Int) -> Test {
        Test(name, needs: [.testModule, .getDMABuf]) { context in
            let subject = try Subject(.faulted, by: .descriptor, in: context)
            var mapping = try subject.map()
            if pieces > 1 { try mapping.protect(.read, offset: Page.size, length: Page.size) }
            let device = try TestModuleDevice()
            var question = dvt_query()
            question.size = UInt32(MemoryLayout<dvt_query>.size)
            question.flags = UInt32(bitPattern: DVT_QUERY_ONLY_OWNER)
            question.addr = UInt64(mapping.address)
            question.length = UInt64(pieces * Page.size)
            try measure(context) {
                var unanswered = 0
                let number = device.descriptor.rawValue
                let start = MonotonicClock.now
                for _ in 0..<questions {
                    var argument = question
                    let result = cdmabuf_ioctl(number, cdmabuf_dvt_query, &argument)
                    if result != 0 || argument.error != 0 { unanswered += 1 }
                }
                let seconds = MonotonicClock.now - start
                context.equal(unanswered, 0, "questions that were not answered")
                return (questions, seconds)
            }
        }
    }

    private static func fault(_ exporter: ExporterCase, _ route: Route) -> Test {
        Test("fault/\(exporter.name)/\(route.rawValue)", needs: exporter.needs(by: route)) { context in
            if let limit = exporter.limits.first(where: { $0.covers(route, "fault") }) {
                throw SkipTest(reason: limit.reason)
            }
            let subject = try Subject(exporter, by: route, in: context, pages: pages)
            try measure(context) {
                // The mappings are there before the clock runs, so that the faults are alone with it.
                let boxes = try (0..<mappings).map { _ in MappingBox(try subject.map()) }
                let start = MonotonicClock.now
                for box in boxes { _ = FaultBench.touch(box.mapping, write: false) }
                return (mappings * pages, MonotonicClock.now - start)
            }
        }
    }

    /// Reports the median of what is left of the work's speed beside a thread that maps and unmaps, and of that
    /// thread's.
    private static func measure(_ context: TestContext, _ work: Work) throws {
        var shares: [(work: Double, writer: Double)] = []
        for _ in 0..<rounds {
            let alone = try work()
            let writer = WriterWork()
            let thread = try WorkThread { writer.run() }
            let writerAlone = rate(of: writer) { MonotonicClock.pause(milliseconds: 100) }
            var beside = (count: 0, seconds: 0.0)
            var problem: (any Error)?
            let writerBeside = rate(of: writer) {
                do { beside = try work() } catch { problem = error }
            }
            writer.stop()
            thread.join()
            if let problem { throw problem }
            shares.append(
                (
                    Double(beside.count) / beside.seconds / (Double(alone.count) / alone.seconds),
                    writerBeside / writerAlone
                ))
        }
        context.reportFact("share", "\(percent(median(shares.map(\.work))))")
        context.reportFact("writer", "\(percent(median(shares.map(\.writer))))")
    }

    /// Mappings that the writer makes in a second, while `body` runs.
    private static func rate(of writer: WriterWork, _ body: () -> Void) -> Double {
        let (before, start) = (writer.count, MonotonicClock.now)
        body()
        return Double(writer.count - before) / (MonotonicClock.now - start)
    }

    private static func median(_ values: [Double]) -> Double {
        values.sorted()[values.count / 2]
    }

    private static func percent(_ share: Double) -> String {
        share.isFinite ? "\(Int((share * 100).rounded())) %" : "none"
    }
}
