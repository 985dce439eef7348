// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import KTAP

/// A comparison as people and programs read it: KTAP, JSON, and a last line.
package struct EquivalenceReport: Sendable {
    private let comparison: EquivalenceComparison
    /// How messages call the list of intended differences.
    private let listName: String
    /// Whether all operations were compared, so that an entry that nothing matches is one too many.
    private let isComplete: Bool

    package init(_ comparison: EquivalenceComparison, listName: String, isComplete: Bool) {
        self.comparison = comparison
        self.listName = listName
        self.isComplete = isComplete
    }

    private var stale: [IntendedDifferences.Entry] { isComplete ? comparison.stale : [] }

    /// 0; 1 for a difference that is not meant, or one that is meant and not there; 4 where nothing could be compared.
    package var exitCode: ExitCode {
        guard comparison.unexplained.isEmpty, stale.isEmpty else { return .testsFailed }
        return comparison.observationCount == 0 ? .allSkipped : .passed
    }

    /// The last line of output.
    package var summary: String {
        let compared = comparison.operations.count - comparison.skippedCount
        return "equivalence: \(comparison.observationCount) observations of \(compared) operations compared, "
            + "\(comparison.skippedCount) operations skipped; \(comparison.intendedCount) differences intended, "
            + "\(comparison.unexplained.count) unexplained, \(stale.count) intended but not seen"
    }

    /// What a person wants to see: what is wrong, and how often what is meant was seen.
    package func text(limit: Int) -> String {
        var lines = comparison.unexplained.prefix(limit).map { "unexplained: \($0.text)" }
        if comparison.unexplained.count > limit { lines.append("… and \(comparison.unexplained.count - limit) more") }
        lines += stale.map { "not seen: \(listName):\($0.line): \($0.text)" }
        var counts: [(patch: String, count: Int)] = []
        for (entry, count) in zip(comparison.intended.entries, comparison.uses) {
            if let last = counts.last, last.patch == entry.patch {
                counts[counts.count - 1].count += count
            } else {
                counts.append((entry.patch, count))
            }
        }
        lines += counts.map { "intended: \($0.count) by \($0.patch)" }
        return lines.joined(separator: "\n")
    }

    /// A test for each exporter and route with a subtest for each operation, and one for the list with a subtest for each
    /// of its lines.
    package var ktap: KTAPReport {
        var groups: [(name: String, tests: [KTAPTest])] = []
        for operation in comparison.operations {
            let parts = operation.name.split(separator: "/", maxSplits: 2)
            let group = parts.prefix(2).joined(separator: "/")
            if groups.last?.name != group { groups.append((group, [])) }
            let name = parts.count > 2 ? String(parts[2]) : operation.name
            groups[groups.count - 1].tests.append(
                test(operation, name: name, number: groups[groups.count - 1].tests.count + 1))
        }
        if !comparison.intended.entries.isEmpty { groups.append((listName, entryTests)) }
        return KTAPReport(
            tests: groups.enumerated().map { index, group in
                KTAPTest(
                    number: index + 1, name: group.name, status: Self.status(of: group.tests), children: group.tests)
            })
    }

    private func test(_ operation: EquivalenceComparison.Operation, name: String, number: Int) -> KTAPTest {
        if let reason = operation.skipReason {
            return KTAPTest(number: number, name: name, status: .skip, reason: reason)
        }
        var notes = operation.unexplained.map { "unexplained: \($0.text)" }
        notes += operation.intended.map { "intended (\(listName):\(line(of: $0.entry))): \($0.difference.text)" }
        notes.append("\(operation.count) observations")
        return KTAPTest(
            number: number, name: name, status: operation.unexplained.isEmpty ? .pass : .fail, diagnostics: notes)
    }

    private func line(of entry: Int) -> Int { comparison.intended.entries[entry].line }

    private var entryTests: [KTAPTest] {
        zip(comparison.intended.entries, comparison.uses).enumerated().map { index, pair in
            let (entry, uses) = pair
            let status: KTAPStatus = uses > 0 ? .pass : isComplete ? .fail : .skip
            return KTAPTest(
                number: index + 1, name: "line \(entry.line)", status: status,
                reason: status == .skip ? "not all operations were compared" : nil,
                diagnostics: ["\(entry.text): seen \(uses) times"])
        }
    }

    private static func status(of children: [KTAPTest]) -> KTAPStatus {
        if children.contains(where: \.status.isFailure) { return .fail }
        return children.contains { $0.status == .pass } ? .pass : .skip
    }

    /// The KTAP as bytes, and the last line.
    package func encodedKTAP() throws -> [UInt8] {
        var bytes: [UInt8] = []
        try KTAPWriter { bytes += $0 }.report(ktap)
        return bytes + Array("# \(summary)\n".utf8)
    }

    private struct Document: Encodable {
        struct Intended: Encodable {
            let patch: String
            let reason: String
            let line: Int
            let differences: [ProbeDifference]
        }

        let format: Int
        let exitCode: Int32
        let observations: Int
        let operations: Int
        let skippedOperations: Int
        let unexplained: [ProbeDifference]
        let intended: [Intended]
    }

    /// As JSON: UTF-8, keys sorted, ended by a newline. `format` counts up when a key changes its meaning.
    package func encodedJSON() throws -> [UInt8] {
        let allowed = comparison.operations.flatMap(\.intended)
        let document = Document(
            format: 1, exitCode: exitCode.rawValue, observations: comparison.observationCount,
            operations: comparison.operations.count, skippedOperations: comparison.skippedCount,
            unexplained: comparison.unexplained,
            intended: comparison.intended.entries.enumerated().map { index, entry in
                Document.Intended(
                    patch: entry.patch, reason: entry.reason, line: entry.line,
                    differences: allowed.filter { $0.entry == index }.map(\.difference))
            })
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(document)) + [UInt8(ascii: "\n")]
    }
}
