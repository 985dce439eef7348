// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

/// What every command starts from: the checkout, the cache, the output.
struct LabSession: Sendable {
    let repository: Repository
    let cache: LabCache
    let output: ConsoleOutput
    let recorder: StepRecorder
    let runner = CommandRunner()

    var kernels: KernelPipeline {
        KernelPipeline(repository: repository, cache: cache, runner: runner, output: output, recorder: recorder)
    }

    var boots: BootPipeline {
        BootPipeline(repository: repository, cache: cache, runner: runner, output: output, recorder: recorder)
    }

    /// Runs a command's body with failures and interruptions turned into one line and an exit code.
    static func run(
        repository: String?, tools: [RequiredTool], needsHeaders: Bool,
        _ body: @escaping @Sendable (LabSession) async throws -> KernelLab.ExitCode
    ) async throws {
        try await run(repository: repository, tools: tools, headers: needsHeaders ? RequiredTool.headers : [], body)
    }

    /// The same where other development files are needed.
    static func run(
        repository: String?, tools: [RequiredTool], headers: [(file: String, package: String)],
        _ body: @escaping @Sendable (LabSession) async throws -> KernelLab.ExitCode
    ) async throws {
        let environment = ProcessInfo.processInfo.environment
        let output = ConsoleOutput(environment: environment)
        let code: KernelLab.ExitCode
        do {
            try RequiredTool.check(
                tools, headers: headers, searchPath: environment["PATH"] ?? "")
            let here = FilePath(FileManager.default.currentDirectoryPath)
            let session = LabSession(
                repository: try repository.map { try Repository(at: here.pushing(FilePath($0))) }
                    ?? Repository(around: here),
                cache: try LabCache(root: LabCache.standardRoot(environment: environment)), output: output,
                recorder: StepRecorder(output: output))
            session.cache.sweep()
            defer { session.cache.sweep() }
            code = try await Interruption.guarding { try await body(session) }
        } catch let failure as LabFailure {
            report(failure, on: output)
            code = failure.exitCode
        } catch is CancellationError {
            output.note("error: interrupted; what is finished stays in the cache")
            code = .interrupted
        }
        throw ArgumentParser.ExitCode(code.rawValue)
    }

    private static func report(_ failure: LabFailure, on output: ConsoleOutput) {
        for line in failure.details {
            output.note("  " + line)
        }
        output.note("error: \(failure.description)")
    }
}
