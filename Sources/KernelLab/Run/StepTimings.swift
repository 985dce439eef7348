// SPDX-License-Identifier: GPL-2.0-only

/// How long each step of a run took.
package struct StepTimings: Sendable {
    package private(set) var steps: [(name: String, outcome: String, duration: Duration)] = []

    package init() {}

    package mutating func add(_ name: String, _ duration: Duration, outcome: String = "") {
        steps.append((name, outcome, duration))
    }

    package var total: Duration { steps.reduce(.zero) { $0 + $1.duration } }

    /// A line for each step with its time and share, the total last.
    package var table: String {
        let whole = max(total.seconds, 0.001)
        var lines = steps.map { step in
            Self.line(step.name, step.duration, share: step.duration.seconds / whole)
        }
        lines.append(Self.line("total", total, share: 1))
        return lines.joined(separator: "\n")
    }

    private static func line(_ name: String, _ duration: Duration, share: Double) -> String {
        let time = ConsoleOutput.text(duration)
        let percent = "\(Int((share * 100).rounded())) %"
        return name + pad(name, 12) + pad(time, 12) + time + pad(percent, 7) + percent
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count))
    }
}
