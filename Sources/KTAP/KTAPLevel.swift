// SPDX-License-Identifier: GPL-2.0-only

/// One open level of nesting: the results between a version line (or whatever stands in for it) and the parent's result.
struct KTAPLevel: Sendable {
    /// Where its lines begin; a comment mark counts two columns.
    let column: Int
    /// How many comment marks stand before its lines.
    let hashes: Int
    /// The line that opened it.
    var firstLine: Int
    /// The parent's name as far as it is known.
    var name: String?
    /// Whether the parent's result must have that name.
    var mustMatchName = false
    var hasVersion = false
    /// Whether its results may lack a number.
    var isTAP = false
    /// Whether its lines came through the kernel's log, which keeps them whole.
    var isStamped: Bool
    /// Whether `started` was reported.
    var isAnnounced = false

    var plan: Int?
    var hasBadPlan = false
    /// The directive of a `1..0 # SKIP why`.
    var skipAll: KTAPDirective?
    var numbers = KTAPNumbers()
    var results = 0
    /// What made the producer give up.
    var bailOut: String?

    var tests: [KTAPTest] = []
    /// The leaves since the version line.
    var totals = KTAPTotals()
    /// The leaves of earlier streams in this level.
    var earlierTotals = KTAPTotals()
    /// The lines that the next result will get.
    var pending = KTAPDiagnosticBuffer()

    init(column: Int, hashes: Int, line: Int, isStamped: Bool) {
        self.column = column
        self.hashes = hashes
        self.isStamped = isStamped
        firstLine = line
    }

    /// Whether it has more than a name.
    var isExplicit: Bool { hasVersion || plan != nil || hasBadPlan || results > 0 }

    /// Whether nothing but a name and a plan was seen, so that a version line belongs to it and begins no other stream.
    var awaitsVersion: Bool { !hasVersion && results == 0 }

    /// Whether all planned results have come.
    var isComplete: Bool { plan.map { results >= $0 } ?? false }

    /// Forgets the bookkeeping, but not the results, for another stream in the same place.
    mutating func restart(line: Int) {
        earlierTotals = earlierTotals + totals
        totals = KTAPTotals()
        firstLine = line
        plan = nil
        hasBadPlan = false
        skipAll = nil
        numbers = KTAPNumbers()
        results = 0
        bailOut = nil
    }
}

/// A level that has ended, until its parent's result takes it.
struct KTAPClosedLevel {
    var name: String?
    var mustMatchName: Bool
    var skipAll: KTAPDirective?
    var wasExplicit: Bool
    var tests: [KTAPTest]
    var totals: KTAPTotals
    var pending: KTAPDiagnosticBuffer
}
