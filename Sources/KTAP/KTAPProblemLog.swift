// SPDX-License-Identifier: GPL-2.0-only

/// The problems seen so far, bounded in such a way that one which fails the run always has room.
struct KTAPProblemLog: Sendable {
    private(set) var problems: [KTAPProblem] = []
    private let limit: Int
    private var notes = 0
    private var failures = 0
    private var isFull = false

    init(limit: Int) {
        self.limit = max(limit, 2)
    }

    /// Returns what is to be reported at once, nil where the list is full.
    mutating func add(_ problem: KTAPProblem) -> KTAPProblem? {
        let isFailure = problem.kind.isFailure
        guard (isFailure ? failures : notes) < limit / 2 else {
            guard !isFull else { return nil }
            isFull = true
            let note = KTAPProblem(line: problem.line, kind: .limitReached, message: "further problems are not listed")
            problems.append(note)
            return note
        }
        if isFailure { failures += 1 } else { notes += 1 }
        problems.append(problem)
        return problem
    }
}
