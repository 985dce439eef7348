// SPDX-License-Identifier: GPL-2.0-only

internal import Foundation
internal import KTAP
internal import SystemPackage

/// Builds a kernel with and without the series, has both measure themselves, and compares.
package struct BenchPipeline: Sendable {
    private let kernels: KernelPipeline
    private let boots: BootPipeline

    package init(kernels: KernelPipeline, boots: BootPipeline) {
        self.kernels = kernels
        self.boots = boots
    }

    /// A kernel with what it boots with.
    private struct Subject {
        let prepared: PreparedKernel
        let image: FilePath
    }

    /// - Parameters:
    ///   - request: `isUnpatched` is of no effect; the tests' filters are the benchmarks'.
    ///   - stores: Whether the figures go to the checkout's `bench/`, and its page is made anew.
    ///   - checks: Whether the figures must be within the checkout's `bench/budgets`.
    package func run(_ request: LabRequest, stores: Bool, checks: Bool) async throws -> ExitCode {
        let budgets = checks ? try BenchBudgets(reading: folder.appending("budgets")) : nil
        var request = request
        request.isUnpatched = true
        let unpatched = try await subject(request)
        request.isUnpatched = false
        let patched = try await subject(request)
        let results = try ResultsFolder(below: request.results, label: "bench", at: .now)
        var tables: [BenchTable] = []
        for mitigation in BenchMitigation.cases(of: request.profile) {
            let before = try await measure(unpatched, request, mitigation, "unpatched", results: results)
            let after = try await measure(patched, request, mitigation, "patched", results: results)
            let table = BenchTable(mitigation: mitigation, unpatched: before, patched: after)
            tables.append(table)
            kernels.output.result(BenchText(table).text)
        }
        let sizes = BenchSize.compare(
            try await sections(of: unpatched.prepared), try await sections(of: patched.prepared))
        let contention =
            request.profile == .bench && request.filters.isEmpty
            ? BenchContention(
                unpatched: try await contention(unpatched, request, "unpatched", results: results),
                patched: try await contention(patched, request, "patched", results: results)) : nil
        let document = try await document(request, patched.prepared, tables, sizes, contention)
        let file = results.path.appending("bench.json")
        try AtomicFile.write(try document.encoded(), to: file)
        kernels.output.result("figures: \(file)")
        if stores { try store(document) }
        return try budgets.map { try judge($0.check(document), of: document) } ?? .passed
    }

    /// Where a checkout keeps figures and budgets.
    private var folder: FilePath { boots.repository.root.appending("bench") }

    private func judge(_ report: BenchBudgets.Report, of document: BenchDocument) throws -> ExitCode {
        guard report.count > 0 else {
            throw LabFailure(
                .usage, "\(folder)/budgets has none for Linux \(document.series), profile \(document.profile)",
                advice: "leave out --check")
        }
        for line in report.spares { kernels.output.result("budget: \(line)") }
        for line in report.failures { kernels.output.result("over budget: \(line)") }
        kernels.output.result(
            "budgets: \(report.count - report.failures.count) kept, \(report.failures.count) not")
        guard !report.failures.isEmpty else { return .passed }
        throw LabFailure(
            .testsFailed, "\(report.failures.count) of \(report.count) budgets are not kept",
            advice: "another compiler than that of \(folder)/RESULTS.md counts otherwise; this one is "
                + document.compiler)
    }

    private func subject(_ request: LabRequest) async throws -> Subject {
        let prepared = try await kernels.build(request)
        return Subject(prepared: prepared, image: try await boots.image(request, prepared, shell: nil))
    }

    /// Measures twice: figures that differ from one boot to the next are no count of instructions.
    private func measure(
        _ subject: Subject, _ request: LabRequest, _ mitigation: BenchMitigation, _ label: String,
        results: ResultsFolder
    ) async throws -> BenchReading {
        let name = "\(label)-\(mitigation.rawValue)"
        let first = try await boot(subject, request, mitigation, folder: results.path.appending("\(name)-1"))
        let second = try await boot(subject, request, mitigation, folder: results.path.appending("\(name)-2"))
        let differences = BenchRepetition.differences(first, second)
        guard differences.isEmpty else {
            throw LabFailure(
                .testsFailed, "two boots of the \(label) kernel do not agree on \(differences.count) figures",
                advice: "both are in \(results.path): no count of instructions then", details: differences)
        }
        let state = first.facts[BenchMitigation.fact]
        if let state, !mitigation.isConfirmed(by: state) {
            throw LabFailure(
                .testsFailed, "the \(label) kernel was told \(mitigation.parameter), but says: \(state)",
                advice: "see whether configs/\(request.profile.rawValue).config has what it takes")
        }
        return first
    }

    /// What the guest says of threads that get into each other's way, by `contention/TEST/NAME`.
    private func contention(
        _ subject: Subject, _ request: LabRequest, _ label: String, results: ResultsFolder
    ) async throws -> [String: String] {
        let folder = results.path.appending("\(label)-contention")
        let reading = try await boot(subject, request, .off, folder: folder, isContention: true)
        return reading.facts.filter { $0.key.hasPrefix("contention/") }
    }

    /// - Parameter isContention: Whether threads are measured against each other instead, on two processors.
    private func boot(
        _ subject: Subject, _ request: LabRequest, _ mitigation: BenchMitigation, folder: FilePath,
        isContention: Bool = false
    ) async throws -> BenchReading {
        try FileTree.makeFolder(folder)
        var command = QEMUCommand(
            accelerator: .tcg, memory: request.profile.memory, kernel: subject.prepared.kernel.image,
            initramfs: subject.image)
        command.countsInstructions = !isContention
        // The same devices on every host.
        command.hasHostBlobs = false
        command.parameters = [mitigation.parameter, "nokaslr", "norandmaps"]
        command.initArguments =
            ["bench", "--channel", "/dev/ttyS1"] + (isContention ? ["--contention"] : [])
            + request.filters.flatMap { ["--filter", $0] }
        var timeouts = MachineTimeouts(profile: request.profile, accelerator: .tcg)
        // One thread translates for one processor, and thousands of mappings are made in silence.
        timeouts.boot = request.bootTimeout ?? timeouts.boot * 4
        timeouts.silence = request.silenceTimeout ?? timeouts.silence * 10
        timeouts.overall = request.overallTimeout ?? timeouts.overall * 4
        let scratch = try boots.cache.makeTemporaryFolder(for: "bench")
        defer { try? FileTree.remove(scratch) }
        let live = LiveTests(output: boots.output)
        let (machine, limits) = (command, timeouts)
        let outcome = try await boots.recorder.run("measure") {
            let outcome = try await VirtualMachine(machine, timeouts: limits, runner: boots.runner)
                .run(scratch: scratch, results: folder, onEvent: live.consume)
            return (outcome, folder.lastComponent?.string ?? "")
        }
        return try reading(of: outcome, folder: folder)
    }

    private func reading(of outcome: VirtualMachine.Outcome, folder: FilePath) throws -> BenchReading {
        let record = outcome.record
        let verdict = Verdict(
            RunEvidence(
                report: record.report, guestEnd: record.guestEnd, splats: record.splats, boot: record.boot,
                machine: outcome.end, isInterrupted: outcome.wasInterrupted, runningTest: record.runningTest))
        guard verdict.exitCode == .passed, let report = record.report else {
            throw LabFailure(verdict.exitCode, verdict.headline, advice: "see \(folder)")
        }
        let reading = BenchReading(report)
        guard !reading.figures.isEmpty || !reading.facts.isEmpty else {
            throw LabFailure(.testsFailed, "the guest measured nothing", advice: "see \(folder)")
        }
        return reading
    }

    private func sections(of prepared: PreparedKernel) async throws -> [String] {
        try await boots.runner.output(
            of: Command("size", ["-A", "-d", prepared.kernel.symbols.string]), orFail: .toolMissing,
            "cannot measure \(prepared.kernel.symbols)")
    }

    private func document(
        _ request: LabRequest, _ prepared: PreparedKernel, _ tables: [BenchTable], _ sizes: [BenchSize],
        _ contention: BenchContention?
    ) async throws -> BenchDocument {
        let runner = boots.runner
        let qemu = try await runner.output(
            of: Command(QEMUCommand.program, ["--version"]), orFail: .toolMissing, "cannot ask QEMU for its version")
        let commit = try await runner.output(
            of: Command("git", ["-C", boots.repository.root.string, "describe", "--always", "--dirty"]),
            orFail: .toolMissing, "cannot ask git for the commit")
        return BenchDocument(
            kernel: try prepared.kernel.release(), source: prepared.sourceTitle, profile: request.profile.rawValue,
            compiler: try await Toolchain(runner: runner).identity, qemu: qemu.first ?? "",
            commit: commit.first ?? "", command: request.commandLine, tables: tables,
            sizes: sizes, contention: contention)
    }

    /// Keeps the figures in the checkout, beside those of other kernels and profiles.
    private func store(_ document: BenchDocument) throws {
        try FileTree.makeFolder(folder)
        try AtomicFile.write(
            try document.encoded(), to: folder.appending("\(document.series)-\(document.profile).json"))
        try redraw()
    }

    /// Makes the checkout's page, plots and budgets anew from the figures that it keeps.
    package func redraw() throws {
        let documents = try FileTree.names(in: folder).filter { $0.hasSuffix(".json") }.sorted().map { name in
            do {
                return try BenchDocument(decoding: try AtomicFile.read(folder.appending(name)))
            } catch let error as DecodingError {
                throw LabFailure(
                    .inputOutput, "\(folder.appending(name)) is none of bench's: \(error)", advice: "remove it")
            }
        }
        try AtomicFile.write(BenchBudgets.text(of: documents), to: folder.appending("budgets"))
        for plot in documents.flatMap(BenchPlot.all) {
            try AtomicFile.write(plot.chart.svg, to: folder.appending(plot.fileName))
        }
        let page = folder.appending("RESULTS.md")
        try AtomicFile.write(BenchPage(documents).text, to: page)
        kernels.output.result("page: \(page)")
    }
}
