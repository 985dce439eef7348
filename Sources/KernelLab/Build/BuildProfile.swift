// SPDX-License-Identifier: GPL-2.0-only

/// How a kernel is configured and how much machine and time it needs.
package enum BuildProfile: String, Sendable, CaseIterable {
    /// The shortest way from an edit to a verdict.
    case fast
    /// Every checker for memory, locking and lifetime.
    case debug
    /// For counting instructions: nothing that watches, and what distributions do about speculation.
    case bench
    /// For finding out which of the series' lines are run.
    case coverage
    /// For finding data races of what the series touches.
    case kcsan
    /// For comparing all that can be done to a mapping: `fast`, and the system calls that nothing else needs.
    case probe

    /// The files in `configs/` that make it up for every kernel, later ones winning.
    package var fragments: [String] { ["base.config", rawValue + ".config"] }

    /// The guest's memory, in MiB. KASAN's shadow is an eighth of it, and its quarantine a quarter.
    package var memory: Int {
        switch self {
        case .fast, .bench, .coverage, .kcsan, .probe: 1024
        case .debug: 3072
        }
    }

    /// How much longer than in `fast` everything in the guest may take.
    package var slowness: Double {
        switch self {
        case .fast, .bench, .probe: 1
        case .coverage, .kcsan: 2
        case .debug: 6
        }
    }

    /// Whether the kernel has line numbers to decode its traces with.
    package var hasDebugInformation: Bool { self == .debug || self == .kcsan }

    /// Lines that a build from nothing prints, for the percent of the first one.
    var expectedSteps: Int {
        switch self {
        case .fast, .bench, .coverage, .kcsan, .probe: 1650
        case .debug: 1800
        }
    }

    /// Bytes that the build folder takes.
    var buildSize: Int64 {
        switch self {
        case .fast, .bench, .coverage, .probe: 700_000_000
        case .kcsan: 2_000_000_000
        case .debug: 3_000_000_000
        }
    }
}
