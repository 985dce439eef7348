// SPDX-License-Identifier: GPL-2.0-only

import Synchronization

/// Gathers lines that arrive on whichever thread reads a command's output.
final class LineCollector: Sendable {
    private let collected = Mutex<[String]>([])

    var lines: [String] { collected.withLock { $0 } }

    func append(_ line: String) {
        collected.withLock { $0.append(line) }
    }
}
