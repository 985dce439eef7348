// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import Subprocess
package import SystemPackage

/// Runs commands so that none outlives the run.
///
/// Each command leads a process group of its own: Ctrl-C on the terminal reaches only this program, which ends the
/// group in order (TERM, a wait, KILL). `setpriv --pdeathsig` covers the case that this program itself is killed.
/// Standard input is empty, so a background run is never stopped for reading the terminal.
package struct CommandRunner: Sendable {
    /// How many lines of a command's end are kept.
    package static let keptLines = 400
    /// How long a command has after TERM before its group is killed.
    package static let patience = Duration.seconds(5)

    package init() {}

    /// Runs a command to its end.
    ///
    /// - Parameters:
    ///   - log: A file that gets everything the command prints; replaced.
    ///   - onLine: Called with each line as it comes.
    /// - Throws: ``LabFailure`` when the command cannot be started or its log not be written; `CancellationError` when
    ///   the run was interrupted, after the command's group has ended.
    package func run(
        _ command: Command, log: FilePath? = nil, onLine: @Sendable (String) -> Void = { _ in }
    ) async throws -> CommandResult {
        try Task.checkCancellation()
        var logFile: LogFile?
        if let log {
            logFile = try LogFile(creating: log)
        }
        logFile?.append(Array(("$ " + command.shellLine + "\n").utf8))

        var splitter = LineSplitter()
        var tail = LineTail(limit: Self.keptLines)
        var options = PlatformOptions()
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: Self.patience)
        ]
        let ending: CommandResult.Ending
        var group: pid_t?
        defer {
            if let group {
                ChildGroups.remove(group)
            }
        }
        do {
            let result = try await Subprocess.run(
                .name("setpriv"),
                arguments: Arguments(["--pdeathsig", "TERM", "--", command.program] + command.arguments),
                environment: .inherit.updating(Self.environment(for: command)),
                workingDirectory: command.directory,
                platformOptions: options,
                input: .none,
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                let leader = execution.processIdentifier.value
                ChildGroups.insert(leader)
                group = leader
                for try await buffer in execution.standardOutput {
                    let bytes = buffer.withUnsafeBytes { Array($0) }
                    logFile?.append(bytes)
                    for line in splitter.consume(bytes) {
                        tail.append(line)
                        onLine(line)
                    }
                }
            }
            switch result.terminationStatus {
            case .exited(let status): ending = .exited(status)
            case .signaled(let signal): ending = .signalled(signal)
            }
        } catch let failure as LabFailure {
            throw failure
        } catch {
            Self.killRest(of: group)
            try Task.checkCancellation()
            throw LabFailure(.toolMissing, "\(command.program) cannot be started: \(error)")
        }
        if Task.isCancelled {
            Self.killRest(of: group)
            throw CancellationError()
        }
        for line in splitter.finish() {
            tail.append(line)
            onLine(line)
        }
        try logFile?.finish()
        return CommandResult(ending: ending, lastLines: tail.lines, diskFullLine: tail.diskFullLine)
    }

    /// Runs a command that must succeed, and gives what it printed.
    package func output(of command: Command, orFail exitCode: ExitCode, _ message: String) async throws -> [String] {
        let result = try await run(command)
        guard result.isSuccess else {
            throw LabFailure(
                exitCode, "\(message): \(command.program) ended with \(result.endingText)",
                details: Array(result.lastLines.suffix(5)))
        }
        return result.lastLines
    }

    /// After an early end the leader may have gone before what it started.
    private static func killRest(of group: pid_t?) {
        if let group {
            ChildGroups.killRest(of: group)
        }
    }

    private static func environment(for command: Command) -> [Environment.Key: String?] {
        // Messages are parsed, so they have to be in English.
        var changes: [Environment.Key: String?] = ["LC_ALL": "C", "LANGUAGE": nil]
        for (name, value) in command.environment {
            changes[Environment.Key(stringLiteral: name)] = value
        }
        return changes
    }
}

/// The last lines of a command's output.
private struct LineTail {
    let limit: Int
    private(set) var lines: [String] = []
    private(set) var diskFullLine: String?

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ line: String) {
        if diskFullLine == nil, line.contains("No space left on device") || line.contains("Disk quota exceeded") {
            diskFullLine = line
        }
        lines.append(line)
        if lines.count > 2 * limit {
            lines.removeFirst(lines.count - limit)
        }
    }
}
