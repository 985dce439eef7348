// SPDX-License-Identifier: GPL-2.0-only

/// Bounds on what a parser keeps, so that any stream of any length is parsed in bounded memory.
///
/// They bound what is *kept*, never what is *counted*: totals and verdict are the same with any limits, but that a result
/// whose directive lies beyond `lineBytes` loses it, and that nesting beyond `depth` fails.
public struct KTAPLimits: Sendable, Equatable {
    /// The longest line, in bytes; the rest is dropped.
    public var lineBytes: Int
    /// The most diagnostic lines kept for one test: the first half and the last half.
    public var diagnosticLines: Int
    /// The most bytes of diagnostics kept for one test, likewise.
    public var diagnosticBytes: Int
    /// About the most bytes kept for all tests together. Half of it is for failures alone.
    public var retainedBytes: Int
    /// The most problems listed. Half of it is for those that fail the run.
    public var problems: Int
    /// The most missing tests of one level that get an entry each; the rest share one.
    public var missingEntries: Int
    /// The deepest nesting.
    public var depth: Int
    /// The most numbers remembered ahead of a gap in one level, to tell a duplicate from a late result.
    public var numbersAhead: Int

    /// Lines of 64 KiB, 512 lines and 64 KiB of diagnostics for a test, 64 MiB in all.
    public static let `default` = KTAPLimits()

    public init(
        lineBytes: Int = 64 << 10, diagnosticLines: Int = 512, diagnosticBytes: Int = 64 << 10,
        retainedBytes: Int = 64 << 20, problems: Int = 256, missingEntries: Int = 32, depth: Int = 128,
        numbersAhead: Int = 4096
    ) {
        self.lineBytes = lineBytes
        self.diagnosticLines = diagnosticLines
        self.diagnosticBytes = diagnosticBytes
        self.retainedBytes = retainedBytes
        self.problems = problems
        self.missingEntries = missingEntries
        self.depth = depth
        self.numbersAhead = numbersAhead
    }
}
