// SPDX-License-Identifier: GPL-2.0-only

/// Reads KTAP 1 and TAP 13 and 14 as the kernel's producers write it, in pieces of any size.
///
/// The input may be a serial console's: the kernel's log may stand before, between and within the lines, and firmware
/// before all of them. Subtests may be indented, or stand behind `# ` as `run_kselftest.sh` passes them on. Several streams
/// may follow each other. Bytes that are no UTF-8 become U+FFFD.
///
/// The memory needed is bounded by the limits, whatever the input. Nothing in the input makes a run pass by being left out:
/// what was planned and did not come is ``KTAPStatus/missing``, and bookkeeping that does not add up is a problem that fails
/// the run.
///
/// The grammar is that of Documentation/dev-tools/ktap.rst; where producers go beyond it, their sources decide
/// (tools/testing/selftests/kselftest.h, kselftest_harness.h, kselftest/runner.sh; lib/kunit/test.c).
public struct KTAPParser: Sendable {
    private let limits: KTAPLimits
    private var splitter: KTAPLineSplitter
    private var builder: KTAPTreeBuilder

    public init(limits: KTAPLimits = .default) {
        self.limits = limits
        splitter = KTAPLineSplitter(limit: limits.lineBytes)
        builder = KTAPTreeBuilder(limits: limits)
    }

    /// Takes the next bytes of the stream, which may end anywhere in a line.
    ///
    /// Returns what the lines meant that they completed. The events of a piece are in memory together: feed a long stream
    /// in pieces.
    public mutating func consume(_ bytes: some Sequence<UInt8>) -> [KTAPEvent] {
        if bytes.withContiguousStorageIfAvailable({ read($0) }) == nil {
            Array(bytes).withUnsafeBufferPointer { read($0) }
        }
        return takeEvents()
    }

    /// Ends the stream: what is missing now is missing. The parser is as new afterwards.
    public mutating func finish() -> KTAPReport {
        if splitter.finish() { builder.take(splitter.line, number: splitter.number, wasCut: splitter.wasCut) }
        let report = builder.finish()
        self = KTAPParser(limits: limits)
        return report
    }

    /// Parses a whole stream.
    public static func parse(_ bytes: some Sequence<UInt8>, limits: KTAPLimits = .default) -> KTAPReport {
        var parser = KTAPParser(limits: limits)
        _ = parser.consume(bytes)
        return parser.finish()
    }

    private mutating func read(_ piece: UnsafeBufferPointer<UInt8>) {
        var index = 0
        while splitter.advance(in: piece, from: &index) {
            builder.take(splitter.line, number: splitter.number, wasCut: splitter.wasCut)
        }
    }

    private mutating func takeEvents() -> [KTAPEvent] {
        defer { builder.events = [] }
        return builder.events
    }
}
