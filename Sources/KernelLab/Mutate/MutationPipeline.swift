// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// Applies mutants to the patched tree, one at a time, and expects red: what `dmabuf-lab mutate` does.
///
/// A suite is worth what it sees. So each kernel here is wrong in one place, and the checks meant for that place have to
/// fail, or the kernel to say so itself.
package struct MutationPipeline: Sendable {
    private let kernels: KernelPipeline

    package init(kernels: KernelPipeline) {
        self.kernels = kernels
    }

    /// - Parameter request: its results must be an absolute path.
    package func mutate(_ request: LabRequest, _ scope: MutationScope) async throws -> MutationReport {
        var chosen = scope.isGeneratedOnly ? [] : try scope.choose(from: try Mutant.all(in: scope.folder))
        let source = try await kernels.source(request)
        let overlay = try await kernels.overlay(request, source: source)
        if scope.generated > 0 {
            chosen += scope.draw(from: try Self.generated(overlay, source: source.folder))
        }
        let scratch = try kernels.cache.makeTemporaryFolder(for: "mutate")
        defer { try? FileTree.remove(scratch) }
        let run = try await MutationRun(
            kernels: quietly(), request: request, source: source, overlay: overlay, scratch: scratch)
        var records: [MutantRecord] = []
        for (index, mutant) in chosen.enumerated() {
            let started = ContinuousClock.now
            let (record, wasKept) = try await run.record(mutant)
            records.append(record)
            let time = wasKept ? "kept" : ConsoleOutput.text(started.duration(to: .now))
            kernels.output.note(
                "\(index + 1)/\(chosen.count) \(mutant.name): \(record.fate.rawValue): \(record.evidence) (\(time))")
        }
        let report = MutationReport(kernel: source.version.description, records: records)
        let folder = request.results.appending("mutate")
        try FileTree.makeFolder(folder)
        try KeptChecks.write(report, to: folder.appending("mutants.json"))
        return report
    }

    /// Of every C file that the series adds to.
    private static func generated(_ overlay: TreeOverlay, source: FilePath) throws(LabFailure) -> [Mutant] {
        var mutants: [Mutant] = []
        for (file, content) in overlay.files.sorted(by: { $0.key < $1.key }) {
            guard file.hasSuffix(".c"), let content else {
                continue
            }
            let path = source.appending(file)
            do {
                let before = FileTree.exists(path) ? String(decoding: try AtomicFile.read(path), as: UTF8.self) : nil
                mutants += MutantGenerator().mutants(
                    of: file, before: before, after: String(decoding: content.bytes, as: UTF8.self))
            } catch {
                throw FileFailure.describe(error, doing: "reading", path)
            }
        }
        return mutants
    }

    /// The same pipeline without a line for each step.
    private func quietly() -> KernelPipeline {
        KernelPipeline(
            repository: kernels.repository, cache: kernels.cache, runner: kernels.runner, output: kernels.output,
            recorder: StepRecorder(output: kernels.output, isQuiet: true))
    }
}
