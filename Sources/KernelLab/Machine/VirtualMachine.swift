// SPDX-License-Identifier: GPL-2.0-only

package import KTAP
package import SystemPackage

/// Runs a guest to its end, however that comes.
package struct VirtualMachine: Sendable {
    private let runner: CommandRunner
    private let command: QEMUCommand
    private let timeouts: MachineTimeouts

    package init(_ command: QEMUCommand, timeouts: MachineTimeouts, runner: CommandRunner) {
        self.command = command
        self.timeouts = timeouts
        self.runner = runner
    }

    /// How the machine ended, and what it said until then.
    package struct Outcome: Sendable {
        package let end: MachineEnd
        package let record: BootRecord
        package let wasInterrupted: Bool
    }

    private enum Finish: Sendable {
        case machine(CommandResult)
        case cancelled
        /// Another limit applies from now on.
        case phase
        case timeout(TimeoutKind?, after: Duration)
    }

    /// Boots, and keeps what the two serial ports send in the results' folder.
    ///
    /// An interruption does not throw: what was said until then is still worth a report.
    package func run(
        scratch: FilePath, results: FilePath, onEvent: @escaping @Sendable (KTAPEvent) -> Void
    ) async throws -> Outcome {
        let console = try SerialPipe(making: scratch.appending("console"))
        let channel = try SerialPipe(making: scratch.appending("channel"))
        let session = try BootSession(
            timeouts: timeouts, consoleLog: results.appending("console.log"),
            channelLog: results.appending("results.ktap"),
            onEvent: onEvent)
        let consoleReader = Task {
            for await bytes in console.chunks {
                await session.consumeConsole(bytes)
            }
        }
        let channelReader = Task {
            for await bytes in channel.chunks {
                await session.consumeChannel(bytes)
            }
        }
        let finish: Result<Finish, any Error>
        do {
            finish = .success(
                try await race(
                    command.command(console: console.path.string, channel: channel.path.string),
                    log: results.appending("qemu.log"), session: session))
        } catch {
            finish = .failure(error)
        }
        console.finishWriting()
        channel.finishWriting()
        await consoleReader.value
        await channelReader.value
        FileTree.unlink(console.path)
        FileTree.unlink(channel.path)
        let record = try await session.finish()
        let wasInterrupted = Task.isCancelled
        switch try finish.get() {
        case .cancelled, .phase:
            return Outcome(end: .killedBySignal(15), record: record, wasInterrupted: wasInterrupted)
        case .timeout(nil, _):
            return Outcome(end: .exited(status: 0), record: record, wasInterrupted: wasInterrupted)
        case .timeout(let kind?, let after):
            return Outcome(
                end: .timedOut(kind, seconds: after.seconds), record: record, wasInterrupted: wasInterrupted)
        case .machine(let result):
            let end: MachineEnd
            switch result.ending {
            case .exited(0): end = .exited(status: 0)
            case .exited(let status):
                end =
                    record.ktapText.isEmpty && record.lastConsoleLines.isEmpty
                    ? .failedToStart(result.lastLines.last ?? "exit status \(status)") : .exited(status: status)
            case .signalled(let signal): end = .killedBySignal(signal)
            }
            return Outcome(end: end, record: record, wasInterrupted: wasInterrupted)
        }
    }

    /// Waits for the machine's end or for the end of patience, whichever is first; the machine has ended either way.
    private func race(_ command: Command, log: FilePath, session: BootSession) async throws -> Finish {
        try await withThrowingTaskGroup(of: Finish.self) { group in
            group.addTask {
                do {
                    return .machine(try await runner.run(command, log: log))
                } catch is CancellationError {
                    return .cancelled
                }
            }
            group.addTask { await Self.watch(session) }
            group.addTask { await Self.nextPhase(of: session) }
            var first = try await group.next() ?? .cancelled
            while case .phase = first {
                // Whoever watches already sleeps towards the old limit; it finds the new one when it wakes.
                group.addTask { await Self.watch(session) }
                group.addTask { await Self.nextPhase(of: session) }
                first = try await group.next() ?? .cancelled
            }
            group.cancelAll()
            while let other = try await group.next() {
                // The machine may have ended by itself while its patience ran out.
                if case .machine = other, case .cancelled = first {
                    return other
                }
            }
            return first
        }
    }

    /// Sleeps until patience has ended.
    private static func watch(_ session: BootSession) async -> Finish {
        let started = ContinuousClock.now
        while true {
            let (deadline, kind) = await session.deadline()
            if deadline <= .now {
                return .timeout(kind, after: await session.silence(for: kind) ?? started.duration(to: .now))
            }
            do {
                try await ContinuousClock().sleep(until: deadline)
            } catch {
                return .cancelled
            }
        }
    }

    private static func nextPhase(of session: BootSession) async -> Finish {
        for await _ in session.phases {
            return .phase
        }
        return .cancelled
    }
}

extension Duration {
    /// The duration in seconds, with fractions.
    package var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
