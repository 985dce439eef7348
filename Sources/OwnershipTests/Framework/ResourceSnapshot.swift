// SPDX-License-Identifier: GPL-2.0-only

/// Countable things that a test has to leave as it found them.
public struct ResourceSnapshot: Sendable, Equatable {
    public enum Counter: String, Sendable, CaseIterable {
        case openFiles = "open files of this process"
        case dmaBufMappings = "dma-buf mappings of this process"
        case childProcesses = "child processes"
        case dmaBufs = "dma-bufs of the system"
        case moduleBuffers = "the test module's buffers"
        case moduleCookies = "the test module's mmap offsets"
        case moduleMappings = "the test module's mappings"
        case moduleReferences = "references that the test module holds"
        case moduleUsers = "users of the test module"
    }

    /// Those that could be read: a counter whose source is not there is absent.
    private let counts: [Counter: Int64]

    public init(_ counts: [Counter: Int64]) {
        self.counts = counts
    }

    /// What there is more (or less) of now than `earlier`, one line each; counters that either side lacks are left
    /// out, as a module may come and go.
    public func differences(from earlier: ResourceSnapshot) -> [String] {
        Counter.allCases.compactMap { counter in
            guard let before = earlier.counts[counter], let now = counts[counter], before != now else { return nil }
            return "leak: \(counter.rawValue): \(before) before, \(now) after"
        }
    }
}
