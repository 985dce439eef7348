// SPDX-License-Identifier: GPL-2.0-only

/// What `kernel-doc -none -Wall` printed.
package struct KernelDocOutput: Sendable, Equatable {
    package struct Warning: Sendable, Equatable {
        /// Empty where kernel-doc names none.
        package let file: String
        package let line: Int?
        package let message: String
    }

    package let warnings: [Warning]

    /// Nothing is dropped: a line without a place continues the warning before it, or is a warning of its own.
    package init(lines: [String]) {
        var warnings: [Warning] = []
        for line in lines {
            if let warning = Self.warning(line) {
                warnings.append(warning)
            } else if let last = warnings.popLast() {
                warnings.append(
                    Warning(
                        file: last.file, line: last.line, message: last.message + " | " + line.trimmingBlanks))
            } else {
                warnings.append(Warning(file: "", line: nil, message: line.trimmingBlanks))
            }
        }
        self.warnings = warnings
    }

    /// `PATH:LINE: warning: message`, or `Warning: PATH:LINE message` of the kernel-doc in Python.
    private static func warning(_ text: String) -> Warning? {
        for kind in ["Warning", "Error"] {
            guard let located = text.textAfter(prefix: kind + ": ") else {
                continue
            }
            let parts = located.split(separator: " ", maxSplits: 1)
            let place = parts.first?.split(separator: ":") ?? []
            guard parts.count == 2, place.count == 2, let line = Int(place[1]) else {
                return nil
            }
            return Warning(
                file: String(place[0]), line: line, message: "\(kind.lowercased()): \(parts[1].trimmingBlanks)")
        }
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let line = Int(parts[1]), !parts[0].isEmpty else {
            return nil
        }
        let kind = parts[2].trimmingBlanks
        guard kind == "warning" || kind == "error" else {
            return nil
        }
        return Warning(file: String(parts[0]), line: line, message: "\(kind): \(parts[3].trimmingBlanks)")
    }
}

/// Which warnings of kernel-doc a patch has brought in. Lines move, so warnings are told by file and text alone.
package struct KernelDocLedger: Sendable {
    private struct Key: Hashable {
        let file: String
        let message: String
    }

    /// The most of each that a file may have without a new finding: the unpatched tree's, and those found already.
    private var allowed: [Key: Int] = [:]

    /// - Parameter base: the warnings of the unpatched tree.
    package init(base: [KernelDocOutput.Warning]) {
        for warning in base {
            allowed[Self.key(warning), default: 0] += 1
        }
    }

    /// The warnings that are new in this state of the files; they count for this patch, not for those after it.
    package mutating func introduced(by warnings: [KernelDocOutput.Warning]) -> [KernelDocOutput.Warning] {
        var seen: [Key: Int] = [:]
        var introduced: [KernelDocOutput.Warning] = []
        for warning in warnings {
            let key = Self.key(warning)
            seen[key, default: 0] += 1
            if seen[key, default: 0] > allowed[key, default: 0] {
                introduced.append(warning)
            }
        }
        for (key, count) in seen {
            allowed[key] = max(allowed[key, default: 0], count)
        }
        return introduced
    }

    private static func key(_ warning: KernelDocOutput.Warning) -> Key {
        Key(file: warning.file, message: warning.message)
    }
}
