// SPDX-License-Identifier: GPL-2.0-only

/// What the caller of a run may choose.
public struct RunOptions: Sendable {
    public var filter: TestFilter
    /// Start of every pseudo-random sequence: the same seed asks the same questions.
    public var seed: UInt64
    /// How long each stress test runs.
    public var stressSeconds: Double

    public init(filter: TestFilter, seed: UInt64, stressSeconds: Double) {
        self.filter = filter
        self.seed = seed
        self.stressSeconds = stressSeconds
    }
}
