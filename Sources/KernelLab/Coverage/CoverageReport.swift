// SPDX-License-Identifier: GPL-2.0-only

import Foundation

/// What a run reached of a series, for people and for programs.
package struct CoverageReport: Sendable {
    private let coverage: SeriesCoverage
    /// How messages call the list of what nothing runs.
    private let listName: String
    /// Whether all tests ran, so that a line that was not run is one too many.
    private let isComplete: Bool

    package init(_ coverage: SeriesCoverage, listName: String, isComplete: Bool) {
        self.coverage = coverage
        self.listName = listName
        self.isComplete = isComplete
    }

    private var stale: [UncoveredLines.Entry] { isComplete ? coverage.stale : [] }

    /// 1 for a line that is neither run nor listed, and for an entry of the list that nothing is about.
    package var exitCode: ExitCode {
        isComplete && !(coverage.missed.isEmpty && stale.isEmpty) ? .testsFailed : .passed
    }

    /// The last line of output.
    package var summary: String {
        let code = coverage.patches.reduce(0) { $0 + $1.codeCount }
        let run = coverage.patches.reduce(0) { $0 + $1.runCount }
        let branches = coverage.patches.reduce(0) { $0 + $1.branchCount }
        let taken = coverage.patches.reduce(0) { $0 + $1.takenCount }
        let absent = Set(coverage.patches.flatMap(\.parts).filter { !$0.isBuilt }.map(\.file)).count
        let missed = coverage.missed.count
        return "coverage: \(run) of \(code) added lines run (\(Self.percent(run, of: code))), "
            + "\(taken) of \(branches) branches taken; \(absent) files are not in this kernel; "
            + "\(missed) lines neither run nor listed, \(stale.count) listed without need"
    }

    /// In tenths, rounded down: 100 % is all.
    static func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0 else { return "-" }
        let tenths = part * 1000 / whole
        return "\(tenths / 10).\(tenths % 10) %"
    }

    /// A table of the patches, what is missing, and what is listed without need.
    package var text: String {
        var rows = [["patch", "lines", "run", "", "branches"]]
        for patch in coverage.patches where patch.codeCount > 0 {
            rows.append([
                "\(patch.number) \(patch.subject)", "\(patch.codeCount)", "\(patch.runCount)",
                Self.percent(patch.runCount, of: patch.codeCount),
                patch.branchCount == 0 ? "-" : "\(patch.takenCount)/\(patch.branchCount)",
            ])
        }
        var lines = [TextTable(rows: rows).text]
        var last: (patch: Int, file: String)?
        for (patch, part, line) in coverage.missed {
            if !part.isBuilt {
                // Of a file that is not there one line says it all.
                if last?.file != part.file {
                    lines.append("missed: \(part.file): not in this kernel, and \(listName) does not say why")
                }
            } else {
                lines.append("missed: \(part.file):\(line.number): \(line.text.trimmingBlanks) [patch \(patch.number)]")
            }
            last = (patch.number, part.file)
        }
        lines += stale.map { "listed without need: \(listName):\($0.line): \($0.text)" }
        return lines.joined(separator: "\n")
    }

    private struct Document: Encodable {
        struct Line: Encodable {
            let line: Int
            let text: String
            /// run, excused, missed or noCode.
            let fate: String
            let count: Int?
            let reason: String?
            let branches: [Int]?
        }

        struct Part: Encodable {
            let file: String
            let isBuilt: Bool
            let lines: [Line]
        }

        struct Patch: Encodable {
            let number: Int
            let subject: String
            let code: Int
            let run: Int
            let branches: Int
            let taken: Int
            let parts: [Part]
        }

        let format: Int
        let summary: String
        let exitCode: Int32
        let patches: [Patch]
    }

    /// As JSON: UTF-8, keys sorted, ended by a newline. `format` counts up when a key changes its meaning.
    package func encodedJSON() throws -> [UInt8] {
        let document = Document(
            format: 1, summary: summary, exitCode: exitCode.rawValue,
            patches: coverage.patches.map { patch in
                Document.Patch(
                    number: patch.number, subject: patch.subject, code: patch.codeCount, run: patch.runCount,
                    branches: patch.branchCount, taken: patch.takenCount,
                    parts: patch.parts.map { part in
                        Document.Part(file: part.file, isBuilt: part.isBuilt, lines: part.lines.map(encoded))
                    })
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
    }

    private func encoded(_ line: SeriesCoverage.Line) -> Document.Line {
        let (fate, count, reason): (String, Int?, String?) =
            switch line.fate {
            case .run(let count): ("run", count, nil)
            case .excused(let entry): ("excused", nil, coverage.listed.entries[entry].reason)
            case .missed: ("missed", 0, nil)
            case .noCode: ("noCode", nil, nil)
            }
        return Document.Line(
            line: line.number, text: line.text, fate: fate, count: count, reason: reason,
            branches: line.branches.isEmpty ? nil : line.branches)
    }
}
