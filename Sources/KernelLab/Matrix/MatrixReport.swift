// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// What came of all cells: a table, a line of totals, and one exit code.
package struct MatrixReport: Sendable, Equatable {
    package let results: [MatrixResult]

    package init(_ results: [MatrixResult]) {
        self.results = results
    }

    /// That of the cell whose cause lies closest to the ground: interrupted, usage, a missing tool, input and output,
    /// source, apply, configuration, kernel build, module build, boot, timeout, splat, failed tests, all skipped.
    package var exitCode: ExitCode {
        results.map(\.outcome).min { $0.precedence < $1.precedence } ?? .passed
    }

    /// - Parameter folder: What the results' paths are shown relative to.
    package func text(relativeTo folder: String) -> String {
        var rows = [["kernel", "profile", "verdict", "passed", "failed", "skipped", "time", "results"]]
        for result in results {
            rows.append([
                result.kernel, result.profile, result.outcome.summary + (result.isCached ? ", cached" : ""),
                "\(result.passed)", "\(result.failed)", "\(result.skipped)",
                ConsoleOutput.text(.seconds(result.seconds)), Self.shown(result.results, relativeTo: folder),
            ])
        }
        let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
        var lines = rows.map { row in
            row.indices.map { column in
                let gap = String(repeating: " ", count: widths[column] - row[column].count)
                // Words to the left, numbers to the right; nothing behind the last.
                return column == row.count - 1
                    ? row[column] : (3...6).contains(column) ? gap + row[column] : row[column] + gap
            }.joined(separator: "  ")
        }
        for result in results where result.exitCode != 0 {
            lines.append("\(result.kernel) \(result.profile): \(result.headline)")
        }
        lines.append("\(totals) [exit \(exitCode.rawValue)]")
        return lines.joined(separator: "\n")
    }

    /// The tests of all cells; a cell that failed without a failed test counts as one.
    private var totals: String {
        func sum(_ count: (MatrixResult) -> Int) -> Int { results.reduce(0) { $0 + count($1) } }
        return "matrix: \(sum(\.passed)) passed, \(sum(\.countedFailures)) failed, \(sum(\.skipped)) skipped"
    }

    private static func shown(_ path: String, relativeTo folder: String) -> String {
        path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.count + 1)) : path
    }

    private struct Document: Encodable {
        let format: Int
        let exitCode: Int32
        let cells: [MatrixResult]
    }

    /// As JSON: UTF-8, keys sorted, ended by a newline. `format` counts up when a key changes its meaning.
    package func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(format: 1, exitCode: exitCode.rawValue, cells: results)
        return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
    }
}
