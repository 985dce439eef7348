// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import SystemPackage

/// Runs cells: one is built with all cores while those built before are booted.
package struct MatrixRun: Sendable {
    /// A cell with what is known of it before it is run.
    package struct Planned: Sendable {
        package let cell: MatrixCell
        /// Of its inputs; `nil` where they cannot be told.
        package let key: String?
        /// Why it cannot be run.
        package let failure: LabFailure?

        package init(_ cell: MatrixCell, key: String?, failure: LabFailure? = nil) {
            self.cell = cell
            self.key = key
            self.failure = failure
        }
    }

    private let request: MatrixRequest
    private let program: CellProgram
    private let output: ConsoleOutput
    private let status: MatrixStatus

    /// A guest takes two threads of the host: its own and QEMU's.
    private static let mostBoots = max(1, ProcessInfo.processInfo.activeProcessorCount / 2)

    package init(_ request: MatrixRequest, program: CellProgram, output: ConsoleOutput) {
        self.request = request
        self.program = program
        self.output = output
        status = MatrixStatus(output: output)
    }

    /// Runs what has not passed yet, and writes `matrix.json` and each cell's record.
    ///
    /// - Throws: `CancellationError` when interrupted: what was finished is on record, and the next run goes on from
    ///   there.
    package func run(_ planned: [Planned]) async throws -> MatrixReport {
        var results: [MatrixCell: MatrixResult] = [:]
        try FileTree.makeFolder(request.results)
        do {
            try await withThrowingTaskGroup(of: (MatrixCell, MatrixResult).self) { group in
                var boots = 0
                for plan in planned {
                    let started = ContinuousClock.now
                    try FileTree.makeFolder(program.folder(of: plan.cell))
                    if let result = try await finishEarly(plan) {
                        results[plan.cell] = result
                        continue
                    }
                    while boots >= Self.mostBoots, let (cell, result) = try await group.next() {
                        results[cell] = result
                        boots -= 1
                    }
                    boots += 1
                    group.addTask { (plan.cell, try await boot(plan, started: started)) }
                }
                for try await (cell, result) in group {
                    results[cell] = result
                }
            }
        } catch {
            _ = try? write(planned, results)
            throw error
        }
        return try write(planned, results)
    }

    /// The result of a cell that need not or cannot be booted; builds all others.
    private func finishEarly(_ plan: Planned) async throws -> MatrixResult? {
        if !request.again, let result = recorded(plan) {
            output.note("\(plan.cell.name): \(result.headline) (cached)")
            return result
        }
        let started = ContinuousClock.now
        do {
            if let failure = plan.failure {
                throw failure
            }
            try await atWork(plan.cell, "building") { onLine in try await program.build(plan.cell, onLine: onLine) }
            return nil
        } catch let failure as LabFailure {
            return try keep(failed(plan, failure, started: started), of: plan.cell)
        }
    }

    private func boot(_ plan: Planned, started: ContinuousClock.Instant) async throws -> MatrixResult {
        do {
            let result = try await atWork(plan.cell, "booting") { onLine in
                try await program.boot(
                    plan.cell, key: plan.key, seconds: { started.duration(to: .now).seconds }, onLine: onLine)
            }
            return try keep(result, of: plan.cell)
        } catch let failure as LabFailure {
            return try keep(failed(plan, failure, started: started), of: plan.cell)
        }
    }

    private func atWork<Value: Sendable>(
        _ cell: MatrixCell, _ step: String, _ body: (@escaping @Sendable (String) -> Void) async throws -> Value
    ) async throws -> Value {
        status.begin(cell, step)
        defer { status.end(cell) }
        let shown = AtomicCounter()
        return try await body { [status] line in status.consume(line, of: cell, shown: shown) }
    }

    private func failed(_ plan: Planned, _ failure: LabFailure, started: ContinuousClock.Instant) -> MatrixResult {
        MatrixResult(
            plan.cell, key: plan.key, failure: failure, seconds: started.duration(to: .now).seconds,
            results: program.folder(of: plan.cell).string)
    }

    private func record(of cell: MatrixCell) -> FilePath { program.folder(of: cell).appending("record.json") }

    /// A pass with the same inputs whose results are still there.
    private func recorded(_ plan: Planned) -> MatrixResult? {
        guard let key = plan.key, let bytes = try? AtomicFile.read(record(of: plan.cell)),
            var result = try? JSONDecoder().decode(MatrixResult.self, from: Data(bytes)), result.key == key,
            result.exitCode == 0, FileTree.exists(FilePath(result.results))
        else {
            return nil
        }
        result.isCached = true
        return result
    }

    private func keep(_ result: MatrixResult, of cell: MatrixCell) throws -> MatrixResult {
        let time = ConsoleOutput.text(.seconds(result.seconds))
        output.note("\(cell.name): \(result.headline) (\(time))")
        try AtomicFile.write(Array(try JSONEncoder().encode(result)), to: record(of: cell))
        return result
    }

    private func write(_ planned: [Planned], _ results: [MatrixCell: MatrixResult]) throws -> MatrixReport {
        let report = MatrixReport(planned.compactMap { results[$0.cell] })
        try AtomicFile.write(try report.encoded(), to: request.results.appending("matrix.json"))
        return report
    }
}
