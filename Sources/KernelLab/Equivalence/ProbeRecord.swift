// SPDX-License-Identifier: GPL-2.0-only

package import KTAP

/// What `dmabuf-selftest equivalence` noted on one kernel.
///
/// As text a line for each observation, `exporter/route/operation/observation: value`, and for an operation that was not
/// probed `exporter/route/operation: skipped: reason`.
package struct ProbeRecord: Sendable, Equatable {
    /// What came of one operation, such as `vgem/fd/mlock`.
    package enum Operation: Sendable, Equatable {
        /// Values by the observations' names.
        case observed([String: String])
        /// Not probed, and why.
        case skipped(String)
        /// Probed, and not to be trusted.
        case failed(String)
    }

    /// By their names.
    package private(set) var operations: [String: Operation] = [:]

    private static let suite = "equivalence"
    private static let mark = "observed "

    /// Reads the runner's results.
    ///
    /// - Throws: ``LabFailure`` where they hold no such record, or not a whole one.
    package init(_ report: KTAPReport) throws(LabFailure) {
        guard let suite = report.tests.first(where: { $0.name == Self.suite }), !suite.children.isEmpty else {
            throw LabFailure(.testsFailed, "the guest's results have no suite \(Self.suite)")
        }
        if let problem = report.problems.first(where: \.kind.isFailure) {
            throw LabFailure(.testsFailed, "the guest's results cannot be trusted: \(problem.message)")
        }
        for test in suite.children {
            switch test.status {
            case .pass:
                var values: [String: String] = [:]
                for line in test.diagnostics {
                    guard let (name, value) = try Self.observation(line, of: test.name) else { continue }
                    guard values.updateValue(value, forKey: name) == nil else {
                        throw LabFailure(.testsFailed, "\(test.name) observed \(name) twice")
                    }
                }
                operations[test.name] = .observed(values)
            case .skip:
                operations[test.name] = .skipped(test.reason ?? "no reason")
            default:
                operations[test.name] = .failed(test.diagnostics.first ?? test.reason ?? "no reason")
            }
        }
    }

    private static func observation(
        _ line: String, of operation: String
    ) throws(LabFailure) -> (name: String, value: String)? {
        guard let text = line.textAfter(prefix: mark) else {
            // The parser keeps only so much of one test.
            if line.hasPrefix("["), line.hasSuffix("lines left out]") {
                throw LabFailure(.testsFailed, "\(operation) observed more than fits in a result: \(line)")
            }
            return nil
        }
        return split(text)
    }

    private static func split(_ text: some StringProtocol) -> (name: String, value: String)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let value = text[text.index(after: colon)...].trimmingBlanks
        return (String(text[..<colon]), String(value))
    }

    /// Reads a record's text.
    ///
    /// - Throws: ``LabFailure`` with the line that is none.
    package init(parsing text: String, name file: String) throws(LabFailure) {
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            guard !line.isEmpty else { continue }
            let parts = line.split(separator: "/", maxSplits: 3)
            guard let (name, value) = Self.split(line), parts.count >= 3 else {
                throw LabFailure(
                    .usage, "\(file):\(number) is no observation: \(line.prefix(80))",
                    advice: "a line is exporter/route/operation/observation: value")
            }
            let names = name.split(separator: "/", maxSplits: 3).map(String.init)
            let operation = names.prefix(3).joined(separator: "/")
            if names.count == 3 {
                // One that noted nothing has a line of its own, too.
                operations[operation] = try Self.state(value, at: "\(file):\(number)")
                continue
            }
            guard names.count == 4 else {
                throw LabFailure(.usage, "\(file):\(number) names no operation: \(line.prefix(80))")
            }
            var values: [String: String] = [:]
            if case .observed(let known)? = operations[operation] { values = known }
            values[names[3]] = value
            operations[operation] = .observed(values)
        }
    }

    private static let nothing = "nothing observed"
    private static let skipped = "skipped: "
    private static let failed = "failed: "

    private static func state(_ value: String, at place: String) throws(LabFailure) -> Operation {
        if value == nothing { return .observed([:]) }
        if let reason = value.textAfter(prefix: skipped) { return .skipped(String(reason)) }
        if let reason = value.textAfter(prefix: failed) { return .failed(String(reason)) }
        throw LabFailure(
            .usage, "\(place): an operation that is neither skipped nor failed: \(value.prefix(80))",
            advice: "a line is exporter/route/operation/observation: value")
    }

    /// The record's text, in the order of the names.
    package var text: String {
        lines.map { $0 + "\n" }.joined()
    }

    private var lines: [String] {
        operations.keys.sorted().flatMap { name -> [String] in
            switch operations[name] {
            case .observed(let values) where !values.isEmpty:
                values.keys.sorted().map { "\(name)/\($0): \(values[$0] ?? "")" }
            case .skipped(let reason): ["\(name): \(Self.skipped)\(reason)"]
            case .failed(let reason): ["\(name): \(Self.failed)\(reason)"]
            default: ["\(name): \(Self.nothing)"]
            }
        }
    }

    /// How many observations there are.
    package var count: Int {
        operations.values.reduce(0) { sum, operation in
            if case .observed(let values) = operation { sum + values.count } else { sum }
        }
    }
}
