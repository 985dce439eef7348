// SPDX-License-Identifier: GPL-2.0-only

/// What a line of a stream meant, as soon as it is known.
///
/// A path names the tests from the top level down. Where a level has no `# Subtest:` line, the parent's name is not known
/// yet; its number stands in for it, as `#3`.
public enum KTAPEvent: Sendable, Equatable {
    /// A plan; `path` is the parent's, empty at the top level.
    case plan(path: [String], count: Int)
    /// A test with subtests began.
    case started(path: [String])
    /// A result; `path` ends in the test's own name.
    case finished(path: [String], test: KTAPTest)
    /// A diagnostic or unknown line.
    case diagnostic(String)
    case problem(KTAPProblem)
}
