// SPDX-License-Identifier: GPL-2.0-only

import Synchronization

/// Counts what a kernel build says it does, for a percentage.
final class BuildProgress: Sendable {
    private let counted = Mutex(0)
    private let expected: Int?
    private let reporter: any ProgressReporter
    private let title: String

    /// - Parameter expected: How many steps there will be; `nil` when only some of them are due.
    init(title: String, expected: Int?, reporter: any ProgressReporter) {
        self.title = title
        self.expected = expected
        self.reporter = reporter
    }

    var count: Int { counted.withLock { $0 } }

    /// Takes a line of output. kbuild announces each step as `  CC      file`.
    func consume(_ line: String) {
        guard line.hasPrefix("  "), let letter = line.utf8.dropFirst(2).first,
            (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(letter)
        else {
            return
        }
        let number = counted.withLock { count in
            count += 1
            return count
        }
        let file = line.split(separator: " ").last.map(String.init) ?? ""
        if let expected {
            reporter.update(min(Double(number) / Double(max(expected, 1)), 0.99), title)
        } else {
            reporter.update(nil, "\(title) (\(number)) \(file)")
        }
    }
}
