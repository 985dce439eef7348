// SPDX-License-Identifier: GPL-2.0-only

/// An error in a stream's grammar or bookkeeping, or something a reader ought to know about it.
public struct KTAPProblem: Sendable, Equatable {
    /// What is wrong.
    public enum Kind: String, Sendable, CaseIterable {
        // These fail the run.

        /// A version other than KTAP 1 and TAP 13 or 14.
        case unsupportedVersion
        /// A plan that is no `1..N`, or whose N no Int can hold.
        case badPlan
        /// A second plan, different from the first, in one level.
        case conflictingPlan
        /// More results than planned.
        case extraResult
        /// Fewer results than planned, or a gap in the numbers.
        case missingResults
        /// A level of subtests that ended without its parent's result.
        case missingParentResult
        /// A number that was there before in the same level.
        case duplicateNumber
        /// A number that is not the previous one plus one.
        case outOfOrderNumber
        /// A number that no Int can hold.
        case badNumber
        /// `not ok` without a number in KTAP, which requires one.
        case missingNumber
        /// The parent's result has another name than its `# Subtest:` line.
        case subtestNameMismatch
        /// The parent says `ok` (or skipped) over a failed subtest.
        case parentPassedOverFailure
        /// The parent says `not ok` though no subtest failed.
        case parentFailedAlone
        /// `ok` with a TIMEOUT or ERROR directive.
        case contradictoryDirective
        /// A `# Totals:` line that disagrees with the results above it.
        case totalsMismatch
        /// kselftest's own `# Planned tests != run tests`.
        case plannedNotRun
        /// A YAML block without an end: results may be hidden in it.
        case unterminatedYAML
        /// `Bail out!`.
        case bailOut
        /// Deeper nesting than ``KTAPLimits/depth``.
        case tooDeep
        /// No result at all at the top level.
        case noTests

        // These do not.

        /// Results without a version line before them.
        case missingVersion
        /// Another stream began where one had been before.
        case additionalStream
        /// A second, equal plan in one level.
        case repeatedPlan
        /// `ok` without a number in KTAP: taken for free text.
        case unnumberedPass
        /// A nested level with a plan or version line, but no result.
        case emptyLevel
        /// A result at an indentation that belongs to no level.
        case indentation
        /// Text of the kernel's log or of the firmware in a result's or version's line.
        case gluedText
        /// A result put together from the pieces that the kernel's log had cut it into.
        case recoveredResult
        /// A line longer than ``KTAPLimits/lineBytes``, cut there.
        case lineTooLong
        /// Results that were counted but not kept, or problems that were not listed: see ``KTAPLimits``.
        case limitReached

        /// Whether a stream with such a problem cannot pass.
        public var isFailure: Bool {
            switch self {
            case .unsupportedVersion, .badPlan, .conflictingPlan, .extraResult, .missingResults, .missingParentResult,
                .duplicateNumber, .outOfOrderNumber, .badNumber, .missingNumber, .subtestNameMismatch,
                .parentPassedOverFailure, .parentFailedAlone, .contradictoryDirective, .totalsMismatch, .plannedNotRun,
                .unterminatedYAML, .bailOut, .tooDeep, .noTests:
                true
            case .missingVersion, .additionalStream, .repeatedPlan, .unnumberedPass, .emptyLevel, .indentation,
                .gluedText,
                .recoveredResult, .lineTooLong, .limitReached:
                false
            }
        }
    }

    /// The line, counted from 1; 0 for the stream as a whole.
    public var line: Int
    public var kind: Kind
    /// One sentence for people.
    public var message: String

    public init(line: Int, kind: Kind, message: String) {
        self.line = line
        self.kind = kind
        self.message = message
    }
}
