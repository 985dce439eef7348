// SPDX-License-Identifier: GPL-2.0-only

import CDMABufUAPI

/// Counts the processor's time stamp ticks. Under `qemu -icount shift=0` with one processor each is one instruction.
enum TickCounter {
    /// Ticks between two readings with nothing in between.
    static let overhead = TickStatistics(sampling(1000) { _ in })?.median ?? 0

    /// Ticks of each of `count` runs of a body that is told the run's number, the counter's own taken off.
    ///
    /// Memory for the samples is there before the first run.
    @inline(__always)
    static func measure<Failure: Error>(
        _ count: Int, _ body: (Int) throws(Failure) -> Void
    ) throws(Failure) -> [UInt64] {
        try sampling(count, body).map { $0 - min($0, overhead) }
    }

    @inline(__always)
    private static func sampling<Failure: Error>(
        _ count: Int, _ body: (Int) throws(Failure) -> Void
    ) throws(Failure) -> [UInt64] {
        var samples = [UInt64](repeating: 0, count: count)
        for index in 0..<count {
            let start = cdmabuf_ticks()
            try body(index)
            samples[index] = cdmabuf_ticks() - start
        }
        return samples
    }
}
