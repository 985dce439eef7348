// SPDX-License-Identifier: GPL-2.0-only

package import Foundation
import Glibc
import KTAP
package import SystemPackage

/// image -> boot -> verdict -> report.
package struct BootPipeline: Sendable {
    let repository: Repository
    let cache: LabCache
    let runner: CommandRunner
    let output: ConsoleOutput
    let recorder: StepRecorder

    package init(
        repository: Repository, cache: LabCache, runner: CommandRunner, output: ConsoleOutput, recorder: StepRecorder
    ) {
        self.repository = repository
        self.cache = cache
        self.runner = runner
        self.output = output
        self.recorder = recorder
    }

    /// Builds the runner and packs the guest's image.
    package func image(_ request: LabRequest, _ prepared: PreparedKernel, shell: FilePath?) async throws -> FilePath {
        let guest = try await recorder.run("runner") {
            () async throws -> ((programs: [GuestProgram], key: String), String) in
            if let path = request.selftest {
                guard FileTree.status(path)?.isRegular == true else {
                    throw LabFailure(.usage, "--selftest: there is no file \(path)")
                }
                var fingerprint = Fingerprint("foreign runner")
                try fingerprint.add("selftest", contentsOf: path)
                return (([.runner(path)], fingerprint.key()), path.string)
            }
            let built = try await RunnerBuilder(cache: cache, runner: runner, progress: output)
                .prepare(repository: repository.root)
            return ((built.programs, built.key), built.wasCached ? "cached" : "built")
        }
        return try await recorder.run("image") {
            let image = GuestImage(
                kernel: prepared.kernel, moduleKey: prepared.moduleKey, modules: prepared.modules,
                programs: guest.programs, programsKey: guest.key, shell: shell)
            let (path, wasCached) = try await image.prepare(cache: cache, runner: runner, output: output)
            let size = DiskSpace.text(FileTree.status(path)?.size ?? 0)
            return (path, wasCached ? "\(size), cached" : size)
        }
    }

    /// Builds the guest's runner if need be, and gives what tells it from others.
    package func runnerKey() async throws -> String {
        try await recorder.run("runner") {
            let built = try await RunnerBuilder(cache: cache, runner: runner, progress: output)
                .prepare(repository: repository.root)
            return (built.key, built.wasCached ? "cached" : "built")
        }
    }

    /// What to boot, and with what.
    package func machine(
        _ request: LabRequest, _ prepared: PreparedKernel, image: FilePath
    ) async throws -> QEMUCommand {
        let accelerator: Accelerator
        if let wanted = request.accelerator {
            accelerator = wanted
        } else {
            accelerator = try await AcceleratorProbe(cache: cache, runner: runner)
                .accelerator(kernel: prepared.kernel.image)
        }
        return QEMUCommand(
            accelerator: accelerator, memory: request.profile.memory, kernel: prepared.kernel.image, initramfs: image)
    }

    /// Boots, judges and reports; gives the verdict.
    package func run(
        _ request: LabRequest, _ prepared: PreparedKernel, started: Date
    ) async throws -> ExitCode {
        let filters = try filters(of: request)
        let image = try await image(request, prepared, shell: nil)
        var command = try await machine(request, prepared, image: image)
        command.initArguments = [request.guestCommand, "--channel", "/dev/ttyS1"]
        command.initArguments += filters.flatMap { ["--filter", $0] }
        if let provocation = request.provocation {
            command.initArguments += ["--provoke", provocation]
        }
        if let seconds = request.stressSeconds {
            command.initArguments += ["--seconds", "\(seconds)"]
        }
        if let seed = request.seed {
            command.initArguments += ["--seed", "\(seed)"]
        }
        if let data = request.coverageData {
            command.dataFile = data
            command.initArguments += ["--coverage", "/dev/ttyS2"]
        }
        guard command.kernelCommandLine.utf8.count <= QEMUCommand.commandLineLimit,
            command.initArguments.count <= QEMUCommand.initArgumentLimit
        else {
            throw LabFailure(
                .usage, "\(filters.count) filters are more than the kernel's command line holds",
                advice: "use fewer or shorter filters; * matches anything")
        }
        let label = request.profile.rawValue + (request.isUnpatched ? "-unpatched" : "")
        let folder = try ResultsFolder(below: request.results, label: label, at: started)
        if request.keepsImage {
            // The cache forgets; what is kept with the results boots for as long as they are kept.
            command.kernel = try keep(prepared.kernel.image, as: "kernel", in: folder)
            command.initramfs = try keep(image, as: "initramfs.cpio", in: folder)
        }
        let outcome: VirtualMachine.Outcome
        do {
            try writeRecipe(command, prepared, folder: folder)
            outcome = try await boot(request, command, folder: folder)
        } catch {
            reportFailure(error, request, folder: folder, started: started)
            throw error
        }
        let verdict = Verdict(
            RunEvidence(
                report: outcome.record.report, guestEnd: outcome.record.guestEnd, splats: outcome.record.splats,
                boot: outcome.record.boot, machine: outcome.end, isInterrupted: outcome.wasInterrupted,
                runningTest: outcome.record.runningTest))
        // An interrupted run still gets its reports: from here on nothing is cancelled any more.
        return try await Task { [self] in
            try await report(request, prepared, command, outcome, verdict, folder: folder, started: started)
        }.value
    }

    /// Replaces this program by QEMU with the console on the terminal; returns only by throwing.
    package func interact(_ request: LabRequest, _ prepared: PreparedKernel, shell: Bool, gdb: Bool) async throws
        -> Never
    {
        var busybox: FilePath?
        if shell {
            let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
            busybox = RequiredTool.find(RequiredTool.busybox.program, in: folders)
        }
        let image = try await image(request, prepared, shell: busybox)
        var command = try await machine(request, prepared, image: image)
        command.initArguments = shell ? ["shell"] : ["run", "--channel", "/dev/ttyS0"]
        if gdb {
            command.gdbPort = 1234
            output.note("waiting for gdb: gdb \(prepared.kernel.symbols) -ex 'target remote :1234'")
        }
        let line = command.interactiveCommand()
        cache.sweep()
        // The terminal becomes QEMU's; nothing of this program is needed any more.
        var arguments: [UnsafeMutablePointer<CChar>?] = ([line.program] + line.arguments).map { strdup($0) }
        arguments.append(nil)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] {
            signal(number, SIG_DFL)
        }
        execvp(line.program, &arguments)
        throw LabFailure(.toolMissing, "\(line.program) cannot be started: \(Errno(rawValue: errno))")
    }

    private func filters(of request: LabRequest) throws -> [String] {
        guard request.onlyFailed else {
            return request.filters
        }
        let path = ResultsFolder.latest(below: request.results).appending("results.ktap")
        guard let bytes = try? AtomicFile.read(path) else {
            throw LabFailure(.usage, "--only-failed: no earlier results at \(path)", advice: "run everything first")
        }
        var parser = KTAPParser()
        _ = parser.consume(bytes)
        let failed = FailedFilters(parser.finish()).filters
        guard !failed.isEmpty else {
            throw LabFailure(.usage, "--only-failed: nothing failed in \(path)", advice: "leave out --only-failed")
        }
        return request.filters + failed
    }

    private func keep(_ file: FilePath, as name: String, in folder: ResultsFolder) throws -> FilePath {
        let kept = folder.path.appending(name)
        try FileTree.copy(file, to: kept)
        return kept
    }

    private func writeRecipe(_ command: QEMUCommand, _ prepared: PreparedKernel, folder: ResultsFolder) throws {
        let line = command.command(console: "/dev/stdout", channel: "/dev/stderr").shellLine
        let script = """
            #!/bin/sh
            # The machine of this run: the console on standard output, the results on standard error.
            exec \(line)

            """
        try AtomicFile.write(Array(script.utf8), to: folder.path.appending("qemu.sh"), mode: 0o755)
        try FileTree.copy(prepared.kernel.config, to: folder.path.appending("config"))
    }

    private func boot(
        _ request: LabRequest, _ command: QEMUCommand, folder: ResultsFolder
    ) async throws -> VirtualMachine.Outcome {
        var timeouts = MachineTimeouts(profile: request.profile, accelerator: command.accelerator)
        timeouts.boot = request.bootTimeout ?? timeouts.boot
        // A stress test says nothing until it ends.
        let stress = Duration.seconds(request.stressSeconds ?? 0)
        timeouts.silence = request.silenceTimeout ?? timeouts.silence + stress
        timeouts.overall = request.overallTimeout ?? timeouts.overall + stress * 8
        let scratch = try cache.makeTemporaryFolder(for: "boot")
        defer { try? FileTree.remove(scratch) }
        let live = LiveTests(output: output)
        return try await recorder.run("boot") {
            let outcome = try await VirtualMachine(command, timeouts: timeouts, runner: runner)
                .run(scratch: scratch, results: folder.path, onEvent: live.consume)
            let first = outcome.record.firstResult.map { "first result after \(ConsoleOutput.text($0))" } ?? "no result"
            return (outcome, "\(command.accelerator.rawValue), \(first)")
        }
    }

    private func report(
        _ request: LabRequest, _ prepared: PreparedKernel, _ command: QEMUCommand, _ outcome: VirtualMachine.Outcome,
        _ verdict: Verdict, folder: ResultsFolder, started: Date
    ) async throws -> ExitCode {
        let record = outcome.record
        var context = context(of: request, started: started)
        context.kernelRelease = record.boot.kernelRelease
        context.machineCommand = command.command(console: "console", channel: "channel").shellLine
        var report = RunReport(
            context: context, verdict: verdict, results: record.report, splats: record.splats,
            ignoredSplats: record.ignoredSplats, ktap: Array(record.ktapText.utf8),
            console: testConsole(record.report, folder: folder),
            lastConsoleLines: verdict.isAboutTheGuestsEnd ? record.lastConsoleLines : [])
        report = try await recorder.run("report") { [report] in
            var report = report
            try folder.write(report, failedTests: record.report.map(FailedTests.init))
            report.traces = try await describeSplats(record.splats, prepared, request, folder: folder)
            if !record.splats.isEmpty { try folder.write(page: report) }
            return (report, folder.path.appending("report.html").string)
        }
        if let results = record.report {
            if let matrix = ExporterMatrix(results), !matrix.rows.isEmpty {
                output.result(
                    ExporterMatrixTable(matrix).render(width: output.resultWidth, colour: output.hasColour))
            }
            output.result(ResultsTable(results).render(colour: output.hasColour))
        }
        if verdict.isAboutTheGuestsEnd {
            output.result(ConsoleExcerpt(lastLines: record.lastConsoleLines).text)
        }
        for ignored in record.ignoredSplats {
            output.note("ignored: \(ignored.report.title) (\(ignored.reason))")
        }
        for cause in verdict.others {
            output.result("also: \(cause.message)")
        }
        if request.showsTimings {
            output.result(recorder.timings.table)
        }
        output.result("verdict: \(verdict.headline) [exit \(verdict.exitCode.rawValue)]")
        return verdict.exitCode
    }

    private func context(of request: LabRequest, started: Date) -> RunContext {
        RunContext(
            kernelRelease: nil, profile: request.profile.rawValue, command: request.commandLine,
            hostname: ProcessInfo.processInfo.hostName, started: started,
            duration: Date.now.timeIntervalSince(started),
            steps: recorder.timings.steps.map {
                RunStep(name: $0.name, outcome: $0.outcome, seconds: $0.duration.seconds)
            }, repeatCommand: request.repeatCommand)
    }

    /// What the console said around the tests that failed.
    private func testConsole(_ results: KTAPReport?, folder: ResultsFolder) -> TestConsole? {
        guard
            let bytes = try? AtomicFile.readStart(
                folder.path.appending("console.log"), limit: Self.longestConsole)
        else { return nil }
        return TestConsole(bytes, wanted: results.map { FailedTests($0).names } ?? [])
    }

    /// Bytes of a console that are looked through for the tests' lines.
    private static let longestConsole = 64 << 20

    /// The run ended before it had results, but it has a folder: what is there says why.
    private func reportFailure(_ error: any Error, _ request: LabRequest, folder: ResultsFolder, started: Date) {
        let failure = error as? LabFailure
        let step: ExitCode = failure?.exitCode ?? (error is CancellationError ? .interrupted : .inputOutput)
        let message = failure?.description ?? (error is CancellationError ? "interrupted" : "\(error)")
        let report = RunReport(
            context: context(of: request, started: started), verdict: Verdict(stepFailed: step, message: message),
            results: nil, console: testConsole(nil, folder: folder))
        // That is what is reported already; a report of it that fails too has nothing to add.
        try? folder.write(page: report)
    }

    private func describeSplats(
        _ splats: [SplatReport], _ prepared: PreparedKernel, _ request: LabRequest, folder: ResultsFolder
    ) async throws -> [ConsoleExcerpt] {
        var excerpts: [ConsoleExcerpt] = []
        let scratch = try cache.makeTemporaryFolder(for: "decode")
        defer { try? FileTree.remove(scratch) }
        let decoder = TraceDecoder(kernel: prepared.kernel, modules: prepared.modules, runner: runner)
        for (index, splat) in splats.enumerated() {
            let decoded =
                request.profile.hasDebugInformation
                ? try await decoder.decode(splat.lines, scratch: scratch) : nil
            let path = folder.path.appending("splat-\(index + 1).txt")
            let excerpt = ConsoleExcerpt(splat: splat, decoded: decoded, limit: .max)
            try AtomicFile.write(excerpt.text, to: path)
            excerpts.append(excerpt)
            if index < 3 {
                output.result(ConsoleExcerpt(splat: splat, decoded: decoded).text)
            }
        }
        return excerpts
    }
}
