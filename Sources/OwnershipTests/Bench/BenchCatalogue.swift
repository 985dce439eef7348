// SPDX-License-Identifier: GPL-2.0-only

/// What is measured, in the order it is.
public enum BenchCatalogue {
    public static let suites: [Suite] = [
        // fork() first, while no device has yet answered when the host got to it.
        MachineBench.suite, MappingBench.suite, FaultBench.suite, FirstFaultBench.suite, LookupBench.suite,
    ]

    /// What two threads cost each other.
    public static let contention: [Suite] = [ContentionBench.suite]
}
