// SPDX-License-Identifier: GPL-2.0-only

import Synchronization

/// Announces steps, times them, and keeps the times.
package final class StepRecorder: Sendable {
    private let recorded = Mutex(StepTimings())
    private let output: ConsoleOutput
    private let isQuiet: Bool

    /// - Parameter isQuiet: whether a step that ended leaves no line: for those of which there are hundreds.
    package init(output: ConsoleOutput, isQuiet: Bool = false) {
        self.output = output
        self.isQuiet = isQuiet
    }

    package var timings: StepTimings { recorded.withLock { $0 } }

    /// Runs a step that gives a value and a few words on what came out.
    package func run<Value: Sendable>(
        _ name: String, _ body: () async throws -> (Value, String)
    ) async throws -> Value {
        try Task.checkCancellation()
        output.begin(name)
        let started = ContinuousClock.now
        let (value, outcome) = try await body()
        let duration = started.duration(to: .now)
        recorded.withLock { $0.add(name, duration, outcome: outcome) }
        if !isQuiet {
            output.end(name, outcome, duration)
        }
        return value
    }
}
