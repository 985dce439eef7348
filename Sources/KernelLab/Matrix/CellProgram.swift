// SPDX-License-Identifier: GPL-2.0-only

import Foundation
package import SystemPackage

/// Runs one cell as a program of its own, so that whatever happens to it is nothing to the others.
package struct CellProgram: Sendable {
    private struct Results: Decodable {
        let headline: String
        let totals: [String: Int]?
    }

    private let program: FilePath
    private let repository: FilePath
    private let runner: CommandRunner
    private let request: MatrixRequest

    /// - Parameter program: `dmabuf-lab` itself.
    package init(_ program: FilePath, repository: FilePath, runner: CommandRunner, request: MatrixRequest) {
        self.program = program
        self.repository = repository
        self.runner = runner
        self.request = request
    }

    /// Where a cell's results, its record and its logs go.
    func folder(of cell: MatrixCell) -> FilePath { request.results.appending(cell.folderName) }

    /// Builds a cell's kernel and module.
    ///
    /// - Throws: ``LabFailure`` with the exit code and the last line of the program.
    func build(_ cell: MatrixCell, onLine: @escaping @Sendable (String) -> Void) async throws {
        let result = try await runner.run(
            command("build", cell, []), log: folder(of: cell).appending("build.log"), onLine: onLine)
        guard result.isSuccess else {
            throw Self.failure(result)
        }
    }

    /// Boots a cell that is built; gives what came of it.
    func boot(
        _ cell: MatrixCell, key: String?, seconds: @Sendable () -> Double,
        onLine: @escaping @Sendable (String) -> Void
    ) async throws -> MatrixResult {
        let folder = folder(of: cell)
        let latest = ResultsFolder.latest(below: folder)
        let before = FileTree.target(of: latest)
        var more = ["--results", folder.string, "--timings", "--accel", request.accelerator]
        more += request.filters.flatMap { ["--filter", $0] }
        let result = try await runner.run(
            command("run", cell, more), log: folder.appending("run.log"), onLine: onLine)
        guard let name = FileTree.target(of: latest), name != before,
            let bytes = try? AtomicFile.read(latest.appending("results.json")),
            let results = try? JSONDecoder().decode(Results.self, from: Data(bytes))
        else {
            throw Self.failure(result)
        }
        let totals = results.totals ?? [:]
        let passed = totals["passed"] ?? 0
        let skipped = totals["skipped"] ?? 0
        return MatrixResult(
            kernel: cell.kernel, profile: cell.profile.rawValue, key: key,
            exitCode: Self.exitCode(result).rawValue, headline: results.headline, passed: passed,
            failed: totals.values.reduce(0, +) - passed - skipped, skipped: skipped, seconds: seconds(),
            results: folder.appending(name).string, isCached: false)
    }

    private func command(_ name: String, _ cell: MatrixCell, _ more: [String]) -> Command {
        var arguments = [name, "--repository", repository.string, "--kernel", cell.kernel]
        arguments += ["--profile", cell.profile.rawValue]
        if request.isUnpatched {
            arguments.append("--unpatched")
        }
        if let tree = request.trees[cell.kernel] {
            arguments += ["--tree", tree.string] + (request.allowsDirtyTrees ? ["--allow-dirty"] : [])
        }
        return Command(program.string, arguments + more)
    }

    private static func exitCode(_ result: CommandResult) -> ExitCode {
        switch result.ending {
        case .exited(let status): ExitCode(rawValue: status) ?? .inputOutput
        case .signalled: .inputOutput
        }
    }

    private static func failure(_ result: CommandResult) -> LabFailure {
        let line = result.lastLines.last { $0.hasPrefix("error: ") || $0.hasPrefix("Error: ") }
        let code = exitCode(result)
        // A run that says it passed, but has left no results, did not.
        return LabFailure(
            code == .passed ? .inputOutput : code,
            line.map { String($0.dropFirst("error: ".count)) } ?? "it ended with \(result.endingText) and no results")
    }
}
