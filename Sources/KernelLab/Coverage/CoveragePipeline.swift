// SPDX-License-Identifier: GPL-2.0-only

package import Foundation
import SystemPackage

extension RequiredTool {
    /// For reading what a kernel counted.
    package static let gcov = RequiredTool(program: "gcov", package: "gcc")
}

/// Runs the suites in a kernel that counts, and says which of the series' lines they reach.
package struct CoveragePipeline: Sendable {
    private let kernels: KernelPipeline
    private let boots: BootPipeline

    package init(kernels: KernelPipeline, boots: BootPipeline) {
        self.kernels = kernels
        self.boots = boots
    }

    /// - Parameter request: `profile` is of no effect.
    package func run(_ request: LabRequest, started: Date) async throws -> ExitCode {
        var request = request
        request.profile = .coverage
        let source = try await kernels.source(request)
        // Before anything takes long.
        let listName = "uncovered-\(source.version.series).txt"
        let listed = try listed(listName)
        let (subjects, added) = try await added(request, source: source)
        let prepared = try await kernels.build(request)

        let folder = try ResultsFolder(below: request.results, label: "coverage", at: started)
        let data = folder.path.appending("coverage.data")
        request.results = folder.path.appending("run")
        request.coverageData = data
        let code = try await boots.run(request, prepared, started: started)
        // What a guest has that did not get through to the end is not all.
        guard code.precedence >= ExitCode.splat.precedence else { return code }

        let counts = try await kernels.recorder.run("gcov") { () async throws -> (LineCounts, String) in
            let (counts, objects) = try await self.counts(data, prepared)
            return (counts, "\(objects) objects")
        }
        let coverage = SeriesCoverage(subjects: subjects, added: added, counts: counts, listed: listed)
        let report = CoverageReport(coverage, listName: listName, isComplete: request.filters.isEmpty)
        try AtomicFile.write(try report.encodedJSON(), to: folder.path.appending("coverage.json"))
        try AtomicFile.write(report.text + "\n\(report.summary)\n", to: folder.path.appending("coverage.txt"))
        let page = folder.path.appending("coverage.html")
        try AtomicFile.write(
            try CoveragePage(
                coverage, title: "Coverage of the series, Linux \(source.version)", summary: report.summary,
                isPassed: report.exitCode == .passed
            ).html(), to: page)
        try FileTree.link(
            ResultsFolder.latest(below: folder.path.removingLastComponent()),
            to: folder.path.lastComponent?.string ?? "")
        kernels.output.result(report.text)
        kernels.output.result("page: \(page)")
        kernels.output.result(report.summary)
        return [code, report.exitCode].min { $0.precedence < $1.precedence } ?? code
    }

    private func listed(_ name: String) throws -> UncoveredLines {
        let path = kernels.repository.root.appending("Tests").appending(name)
        guard FileTree.exists(path) else { return .none }
        do {
            return try UncoveredLines(
                parsing: String(decoding: try AtomicFile.read(path), as: UTF8.self), name: name)
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading", path)
        }
    }

    /// The series' patches and the lines they leave behind.
    private func added(
        _ request: LabRequest, source: KernelSource
    ) async throws -> (subjects: [(number: Int, subject: String)], lines: AddedLines) {
        let folder = try request.series ?? kernels.repository.series(for: source.version.series)
        let scratch = try kernels.cache.makeTemporaryFolder(for: "coverage")
        defer { try? FileTree.remove(scratch) }
        let prefixes = try await SeriesPrefix.all(
            of: try MailFolderReader.read(folder), folder: folder, tree: source.folder, scratch: scratch,
            runner: kernels.runner)
        let steps = prefixes.map { prefix in
            Dictionary(
                uniqueKeysWithValues: prefix.changed.map { file in
                    (file, prefix.overlay.files[file].flatMap(\.self).map { String(decoding: $0.bytes, as: UTF8.self) })
                })
        }
        let lines = try AddedLines(
            original: { file in
                let path = source.folder.appending(file)
                return FileTree.exists(path) ? String(decoding: try AtomicFile.read(path), as: UTF8.self) : nil
            }, steps: steps)
        return (prefixes.map { ($0.number, $0.subject) }, lines)
    }

    /// What gcov makes of the guest's data.
    private func counts(
        _ data: FilePath, _ prepared: PreparedKernel
    ) async throws -> (counts: LineCounts, objects: Int) {
        let bytes: [UInt8]
        do {
            bytes = try AtomicFile.read(data)
        } catch {
            throw FileFailure.describe(error, doing: "reading", data)
        }
        let notes = prepared.kernel.coverageNotes
        let sent = try CoverageData(parsing: bytes)
        let scratch = try kernels.cache.makeTemporaryFolder(for: "gcov")
        defer { try? FileTree.remove(scratch) }
        var counts = LineCounts()
        var objects = 0
        for name in FileTree.files(below: notes) where name.hasSuffix(".gcno") {
            let object = String(name.dropLast("gcno".count))
            let target = scratch.appending(name)
            try FileTree.makeFolder(target.removingLastComponent())
            try FileTree.copy(notes.appending(name), to: target)
            // One that was never loaded has sent nothing: gcov takes that for no runs.
            if let file = sent.files.first(where: { $0.path.hasSuffix("/\(object)gcda") }) {
                try AtomicFile.write(file.bytes, to: scratch.appending("\(object)gcda"))
            }
            counts.add(try await document(target, scratch), source: prepared.tree.source.string)
            objects += 1
        }
        return (counts, objects)
    }

    private func document(_ notes: FilePath, _ scratch: FilePath) async throws -> GcovDocument {
        let file = scratch.appending("gcov.json")
        let script = #"exec gcov --json-format --branch-probabilities --stdout "$1" > "$2""#
        let result = try await kernels.runner.run(
            Command("sh", ["-c", script, "sh", notes.string, file.string], directory: scratch))
        guard result.isSuccess else {
            throw LabFailure(
                .kernelBuild, "gcov cannot read \(notes): \(result.lastLines.last ?? result.endingText)",
                advice: "it has to be of the compiler's version")
        }
        return try GcovDocument(decoding: try AtomicFile.read(file))
    }
}
