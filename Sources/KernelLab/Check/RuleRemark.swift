// SPDX-License-Identifier: GPL-2.0-only

/// What a rule of Coccinelle has to say against a file: `PATH:LINE:COLUMN-COLUMN: message`.
package struct RuleRemark: Sendable, Equatable {
    package let file: String
    /// From 1.
    package let line: Int
    package let message: String

    /// Reads the output of `spatch -D report`. What else it prints is about how it looks for files.
    package static func all(in lines: [String]) -> [RuleRemark] {
        lines.compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
            guard parts.count == 4, let number = Int(parts[1]), !parts[0].isEmpty, !parts[0].contains(" "),
                !parts[2].isEmpty, parts[2].allSatisfy({ $0.isASCIIDigit || $0 == "-" })
            else {
                return nil
            }
            return RuleRemark(file: String(parts[0]), line: number, message: parts[3].trimmingBlanks)
        }
    }

    /// The remarks that are there more often than before. Lines move, those in the message, too.
    package static func new(_ remarks: [RuleRemark], since base: [RuleRemark]) -> [RuleRemark] {
        var known: [String: Int] = [:]
        for remark in base {
            known[remark.key, default: 0] += 1
        }
        return remarks.filter { remark in
            known[remark.key, default: 0] -= 1
            return known[remark.key, default: 0] < 0
        }
    }

    private var key: String {
        file + ":" + String(message.map { $0.isASCIIDigit ? "0" : $0 }.split(separator: "0").joined(separator: ["0"]))
    }
}
