// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Synchronization

/// Shows tests while they run: failures as lines that stay, everything else in the status line.
final class LiveTests: Sendable {
    private struct Counts {
        var passed = 0
        var failed = 0
        var other = 0
    }

    private let counts = Mutex(Counts())
    private let output: ConsoleOutput

    init(output: ConsoleOutput) {
        self.output = output
    }

    @Sendable func consume(_ event: KTAPEvent) {
        guard case .finished(let path, let test) = event, test.children.isEmpty else {
            return
        }
        let name = path.joined(separator: "/")
        let text = counts.withLock { counts in
            if test.status.isFailure {
                counts.failed += 1
            } else if test.status == .pass {
                counts.passed += 1
            } else {
                counts.other += 1
            }
            return "\(counts.passed) passed, \(counts.failed) failed, \(counts.other) other"
        }
        if test.status.isFailure {
            let reason = (test.reason.map { [$0] } ?? test.diagnostics.suffix(1)).first ?? ""
            output.note("FAILED \(name)\(reason.isEmpty ? "" : ": \(reason)")")
        }
        output.update(nil, "\(text): \(name)")
    }
}
