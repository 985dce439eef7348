// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KTAP

/// The run as one JSON object, for programs.
///
/// `format` counts up when a key changes its meaning; keys may be added without that.
package struct JSONDocument: Codable, Sendable, Equatable {
    struct Cause: Codable, Sendable, Equatable {
        let kind: String
        let exitCode: Int32
        let message: String
    }

    struct Test: Codable, Sendable, Equatable {
        let name: String
        let status: String
        let reason: String?
        let milliseconds: Double?
        let diagnostics: [String]
        let children: [Test]
    }

    struct Totals: Codable, Sendable, Equatable {
        let passed, failed, skipped, expectedFailures, unexpectedPasses, timedOut, errors, missing: Int
    }

    struct Problem: Codable, Sendable, Equatable {
        let line: Int
        let kind: String
        let message: String
    }

    /// The exporters' results by exporter, route and property, each in the order of the run.
    struct Matrix: Codable, Sendable, Equatable {
        struct Cell: Codable, Sendable, Equatable {
            let exporter, route, property: String
            let status: String
            let reason: String?
            let milliseconds: Double?
        }

        let properties: [String]
        let totals: Totals
        let cells: [Cell]
    }

    struct Splat: Codable, Sendable, Equatable {
        let kind: SplatKind
        let title: String
        let firstLine, lastLine: Int
        let lines: [String]
        /// Why it does not count; absent when it does.
        let ignoredBecause: String?
    }

    let format: Int
    let verdict: String
    let exitCode: Int32
    let headline: String
    let causes: [Cause]
    let kernel: String?
    let profile: String
    let command: String
    let machineCommand: String?
    let hostname: String
    /// ISO 8601, UTC.
    let started: String
    /// Seconds.
    let duration: Double
    let totals: Totals?
    let tests: [Test]
    /// Absent when the exporters were not tested.
    let exporters: Matrix?
    let problems: [Problem]
    let splats: [Splat]

    package init(_ report: RunReport) {
        format = 1
        verdict = report.verdict.exitCode.summary
        exitCode = report.verdict.exitCode.rawValue
        headline = report.verdict.headline
        causes = ([report.verdict.cause].compactMap { $0 } + report.verdict.others).map {
            Cause(kind: $0.kind.rawValue, exitCode: $0.exitCode.rawValue, message: $0.message)
        }
        kernel = report.context.kernelRelease
        profile = report.context.profile
        command = report.context.command
        machineCommand = report.context.machineCommand
        hostname = report.context.hostname
        started = JUnitTime.timestamp(report.context.started)
        // JSON has no infinity.
        duration = report.context.duration.isFinite ? report.context.duration : 0
        totals = report.results.map { Totals($0.totals) }
        tests = report.results?.tests.map(Test.init) ?? []
        exporters = report.results.flatMap { ExporterMatrix($0) }.map(Matrix.init)
        problems =
            report.results?.problems.map { Problem(line: $0.line, kind: $0.kind.rawValue, message: $0.message) } ?? []
        splats =
            report.splats.map { Splat($0, ignoredBecause: nil) }
            + report.ignoredSplats.map { Splat($0.report, ignoredBecause: $0.reason) }
    }

    /// UTF-8, keys sorted, ended by a newline.
    package func encoded() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self)) + [UInt8(ascii: "\n")]
    }
}

extension JSONDocument.Test {
    init(_ test: KTAPTest) {
        self.init(
            name: test.name, status: test.status.rawValue, reason: test.reason,
            milliseconds: test.milliseconds.flatMap { $0.isFinite ? $0 : nil }, diagnostics: test.diagnostics,
            children: test.children.map(Self.init))
    }
}

extension JSONDocument.Totals {
    init(_ totals: KTAPTotals) {
        self.init(
            passed: totals.passed, failed: totals.failed, skipped: totals.skipped,
            expectedFailures: totals.expectedFailures, unexpectedPasses: totals.unexpectedPasses,
            timedOut: totals.timedOut, errors: totals.errors, missing: totals.missing)
    }
}

extension JSONDocument.Matrix {
    init(_ matrix: ExporterMatrix) {
        self.init(
            properties: matrix.properties, totals: JSONDocument.Totals(matrix.totals),
            cells: matrix.cells.map { cell in
                Cell(
                    exporter: cell.exporter, route: cell.route, property: cell.property,
                    status: cell.test.status.rawValue, reason: cell.test.reason,
                    milliseconds: cell.test.milliseconds.flatMap { $0.isFinite ? $0 : nil })
            })
    }
}

extension JSONDocument.Splat {
    init(_ report: SplatReport, ignoredBecause reason: String?) {
        self.init(
            kind: report.kind, title: report.title, firstLine: report.firstLine, lastLine: report.lastLine,
            lines: report.lines, ignoredBecause: reason)
    }
}
