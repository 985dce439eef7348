// SPDX-License-Identifier: GPL-2.0-only

import Synchronization

/// One status line for all cells at work.
final class MatrixStatus: Sendable {
    private let running = Mutex<[(cell: String, text: String)]>([])
    private let output: ConsoleOutput
    /// Failures of one cell that are shown while it runs.
    private static let mostShown = 10

    init(output: ConsoleOutput) {
        self.output = output
    }

    func begin(_ cell: MatrixCell, _ step: String) {
        running.withLock { $0.append((cell.name, step)) }
        output.note("\(cell.name): \(step)")
        show()
    }

    func end(_ cell: MatrixCell) {
        running.withLock { running in
            running.removeAll { $0.cell == cell.name }
        }
        show()
    }

    /// What a cell's program says: its failures stay, everything else passes by.
    func consume(_ line: String, of cell: MatrixCell, shown: AtomicCounter) {
        if line.hasPrefix("FAILED "), shown.next() <= Self.mostShown {
            output.note("\(cell.name): \(line)")
        }
        running.withLock { running in
            for index in running.indices where running[index].cell == cell.name {
                running[index].text = line
            }
        }
        show()
    }

    private func show() {
        let text = running.withLock { running in
            running.map { "\($0.cell): \($0.text.prefix(60))" }.joined(separator: " | ")
        }
        if !text.isEmpty {
            output.update(nil, text)
        }
    }
}
