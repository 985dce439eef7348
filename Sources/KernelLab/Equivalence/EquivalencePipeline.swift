// SPDX-License-Identifier: GPL-2.0-only

package import Foundation
import KTAP
package import SystemPackage

/// Has the same operations probed by two kernels, one without the series and one with it, and compares.
package struct EquivalencePipeline: Sendable {
    private let repository: Repository
    private let kernels: KernelPipeline
    private let boots: BootPipeline
    private let output: ConsoleOutput

    /// How many differences are printed; the reports have all.
    private static let shownDifferences = 60

    /// From power-on to the last observation, in the fast profile: several times as many operations as a run has tests.
    private static let longestProbe = Duration.seconds(2400)

    package init(repository: Repository, kernels: KernelPipeline, boots: BootPipeline, output: ConsoleOutput) {
        self.repository = repository
        self.kernels = kernels
        self.boots = boots
        self.output = output
    }

    /// - Parameters:
    ///   - request: `isUnpatched` and `guestCommand` are this function's own.
    ///   - isRepeated: boots each kernel twice, and compares each with itself first.
    package func run(_ request: LabRequest, isRepeated: Bool, started: Date) async throws -> ExitCode {
        var plain = request
        plain.guestCommand = "equivalence"
        plain.isUnpatched = true
        plain.overallTimeout = request.overallTimeout ?? Self.longestProbe * request.profile.slowness
        var patched = plain
        patched.isUnpatched = false
        let source = try await kernels.source(request)
        // Before anything takes long.
        let intended = try intended(for: source.version.series)
        let kernel = try await kernels.build(plain)
        let patchedKernel = try await kernels.build(patched)

        let folder = try ResultsFolder(
            below: request.results, label: "\(request.profile.rawValue)-equivalence", at: started)
        var codes: [ExitCode] = []
        func probe(_ name: String, _ request: LabRequest, _ kernel: PreparedKernel) async throws -> ProbeRecord? {
            var request = request
            request.results = folder.path.appending(name)
            output.note("probing \(name)")
            let code = try await boots.run(request, kernel, started: started)
            codes.append(code)
            // What a guest says that did not get through to the end is no record.
            guard code.precedence >= ExitCode.splat.precedence else { return nil }
            let record = try record(below: request.results)
            try AtomicFile.write(record.text, to: folder.path.appending("\(name).txt"))
            return record
        }
        guard let before = try await probe("unpatched", plain, kernel),
            let after = try await probe("patched", patched, patchedKernel)
        else { return conclude(codes) }
        if isRepeated {
            guard let again = try await probe("unpatched-again", plain, kernel),
                let afterAgain = try await probe("patched-again", patched, patchedKernel)
            else { return conclude(codes) }
            codes.append(try stability(before, again, "unpatched", folder))
            codes.append(try stability(after, afterAgain, "patched", folder))
        }
        codes.append(
            try report(
                before, after, intended, named: Self.listName(for: source.version.series), folder: folder.path,
                isComplete: request.filters.isEmpty))
        try FileTree.link(ResultsFolder.latest(below: request.results), to: folder.path.lastComponent?.string ?? "")
        return conclude(codes)
    }

    /// Compares records of an earlier run without booting anything.
    ///
    /// - Parameters:
    ///   - folder: with `unpatched.txt` and `patched.txt`; the reports go there.
    ///   - version: Such as "6.12".
    package func compare(recordsIn folder: FilePath, version: String) throws -> ExitCode {
        let intended = try intended(for: version)
        let before = try record(at: folder.appending("unpatched.txt"))
        let after = try record(at: folder.appending("patched.txt"))
        let code = try report(
            before, after, intended, named: Self.listName(for: version), folder: folder, isComplete: true)
        return conclude([code])
    }

    private func conclude(_ codes: [ExitCode]) -> ExitCode {
        let code = codes.min { $0.precedence < $1.precedence } ?? .passed
        output.result("verdict: \(code.summary) [exit \(code.rawValue)]")
        return code
    }

    // MARK: Reports

    private func report(
        _ before: ProbeRecord, _ after: ProbeRecord, _ intended: IntendedDifferences, named listName: String,
        folder: FilePath, isComplete: Bool
    ) throws -> ExitCode {
        let report = EquivalenceReport(
            EquivalenceComparison(before: before, after: after, intended: intended), listName: listName,
            isComplete: isComplete)
        try AtomicFile.write(try report.encodedKTAP(), to: folder.appending("equivalence.ktap"))
        try AtomicFile.write(try report.encodedJSON(), to: folder.appending("equivalence.json"))
        let text = report.text(limit: Self.shownDifferences)
        if !text.isEmpty { output.result(text) }
        output.result(report.summary)
        return report.exitCode
    }

    /// Two runs of one kernel must not differ at all.
    private func stability(
        _ first: ProbeRecord, _ second: ProbeRecord, _ name: String, _ folder: ResultsFolder
    ) throws -> ExitCode {
        let comparison = EquivalenceComparison(before: first, after: second, intended: .none)
        let report = EquivalenceReport(comparison, listName: "", isComplete: true)
        try AtomicFile.write(try report.encodedKTAP(), to: folder.path.appending("stability-\(name).ktap"))
        for difference in comparison.unexplained.prefix(Self.shownDifferences) {
            output.result("unstable (\(name)): \(difference.text)")
        }
        output.result(
            "\(name), twice: \(comparison.observationCount) observations, \(comparison.unexplained.count) differ")
        return report.exitCode
    }

    // MARK: Files

    private static func listName(for version: String) -> String { "intended-differences-\(version).txt" }

    private func intended(for version: String) throws -> IntendedDifferences {
        let name = Self.listName(for: version)
        let path = repository.root.appending("Tests").appending(name)
        guard FileTree.exists(path) else { return .none }
        let folder = try repository.series(for: version)
        var subjects: Set<String> = []
        for patch in try SeriesFolder(reading: folder).patches {
            subjects.insert(
                try PatchMail(parsing: String(decoding: patch.bytes, as: UTF8.self), file: patch.path.string).subject)
        }
        return try IntendedDifferences(parsing: try text(at: path), name: name, subjects: subjects)
    }

    private func record(below results: FilePath) throws -> ProbeRecord {
        let path = ResultsFolder.latest(below: results).appending("results.ktap")
        var parser = KTAPParser()
        do {
            _ = parser.consume(try AtomicFile.read(path))
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
        return try ProbeRecord(parser.finish())
    }

    private func record(at path: FilePath) throws -> ProbeRecord {
        try ProbeRecord(parsing: try text(at: path), name: path.string)
    }

    private func text(at path: FilePath) throws(LabFailure) -> String {
        do {
            return String(decoding: try AtomicFile.read(path), as: UTF8.self)
        } catch {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }
}
