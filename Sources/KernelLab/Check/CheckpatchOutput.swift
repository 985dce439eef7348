// SPDX-License-Identifier: GPL-2.0-only

/// What `checkpatch.pl --emacs --show-types` printed on one file: remarks with the source they are about, and a count.
package struct CheckpatchOutput: Sendable, Equatable {
    package struct Remark: Sendable, Equatable {
        /// Line of the file checked, from 1.
        package let line: Int
        /// `ERROR`, `WARNING` or `CHECK`.
        package let level: String
        /// Such as `TRAILING_WHITESPACE`.
        package let type: String
        package let message: String

        /// As checkpatch writes it.
        package var text: String { "\(level):\(type): \(message)" }
    }

    package let remarks: [Remark]
    /// Why the output cannot be taken for a verdict; nil when it can.
    package let defect: String?

    /// - Parameters:
    ///   - lines: output and errors.
    ///   - path: the file, as checkpatch was given it.
    package init(lines: [String], path: String, isSuccess: Bool) {
        var remarks: [Remark] = []
        var total: Int?
        for line in lines {
            if let remark = Self.remark(line, path: path) {
                remarks.append(remark)
            } else if line.hasPrefix("total: "), total == nil {
                // "total: 0 errors, 1 warnings, 0 checks, 14 lines checked": all but the lines count remarks.
                total = line.dropFirst("total: ".count).split(separator: ",").prefix(3)
                    .reduce(0) { $0 + ($1.split(separator: " ").first.flatMap { Int($0) } ?? 0) }
            }
        }
        self.remarks = remarks
        if let total, total == remarks.count, isSuccess == remarks.isEmpty {
            defect = nil
        } else {
            let last = lines.last.map { ": \($0)" } ?? ""
            defect =
                total.map { "checkpatch.pl counts \($0) remarks, \(remarks.count) were understood\(last)" }
                ?? "checkpatch.pl came to no end\(last)"
        }
    }

    /// `PATH:LINE: LEVEL:TYPE: message`; quoted source never begins so.
    private static func remark(_ text: String, path: String) -> Remark? {
        guard let located = text.textAfter(prefix: path + ":") else {
            return nil
        }
        let parts = located.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let line = Int(parts[0]) else {
            return nil
        }
        let level = parts[1].trimmingBlanks
        guard ["ERROR", "WARNING", "CHECK"].contains(level) else {
            return nil
        }
        return Remark(line: line, level: level, type: String(parts[2]), message: parts[3].trimmingBlanks)
    }
}
