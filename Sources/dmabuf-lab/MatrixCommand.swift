// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct MatrixCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix", abstract: "Run kernels x profiles: one table, one verdict.",
        discussion: """
            A cell that has passed is not run again as long as nothing that it depends on has changed, so an interrupted \
            matrix goes on where it was. One kernel is built with all cores while another is booted. Every cell has a \
            folder below RESULTS/matrix with its record, its logs, and the reports of its runs, junit.xml among them; \
            RESULTS/matrix/matrix.json has them all.

            The exit code is that of the cell whose cause lies closest to the ground: 74 I/O, 10 source, 11 apply, \
            12 config, 13 kernel build, 14 module or runner build, 20 boot or panic, 21 timeout, 3 splat, 1 tests \
            failed, 4 all skipped, 0 passed.
            """)

    @Option(help: "Kernels, such as 7.3,6.12; by default all that have a series, newest first.")
    var kernels: String?

    @Option(help: "Profiles, such as fast,kcsan; by default fast and debug.")
    var profiles = "fast,debug"

    @Option(help: "Single cells instead, such as 7.3:fast,6.12:debug.")
    var cells: String?

    @Flag(help: "Run cells again that have passed.")
    var again = false

    @Option(
        help: """
            Only the test of this name, else those whose suite/test contains this or matches it as a glob. Repeatable.
            """)
    var filter: [String] = []

    @Flag(help: "Leave the series out: the control.")
    var unpatched = false

    @Option(
        help: ArgumentHelp(
            "Your own kernel tree for a version that the distribution does not have. Repeatable.",
            valueName: "version=folder"))
    var tree: [String] = []

    @Flag(help: "Take uncommitted changes of a --tree along instead of refusing them.")
    var allowDirty = false

    @OptionGroup var accelerator: AcceleratorOption

    @Option(help: ArgumentHelp("Where results go.", valueName: "folder"))
    var results = "results"

    @Option(
        help: ArgumentHelp(
            "This project's checkout; by default the one around the current folder.", valueName: "folder"))
    var repository: String?

    func validate() throws {
        if cells != nil, kernels != nil {
            throw ValidationError("--cells and --kernels contradict each other.")
        }
        _ = try chosenCells(known: [])
        _ = try ownTrees()
        if allowDirty, tree.isEmpty {
            throw ValidationError("--allow-dirty needs --tree.")
        }
    }

    func run() async throws {
        try await LabSession.run(repository: repository, tools: RequiredTool.all, needsHeaders: true) {
            [self] session in
            let here = FilePath(FileManager.default.currentDirectoryPath)
            var request = MatrixRequest(
                cells: try chosenCells(known: session.repository.seriesVersions.reversed()),
                results: here.pushing(FilePath(results)).appending("matrix").lexicallyNormalized())
            request.again = again
            request.filters = filter
            request.isUnpatched = unpatched
            request.accelerator = accelerator.accel.rawValue
            request.trees = try ownTrees()
            request.allowsDirtyTrees = allowDirty
            guard let program = FileTree.target(of: "/proc/self/exe") else {
                throw LabFailure(.inputOutput, "cannot tell where dmabuf-lab itself is: /proc is not mounted")
            }
            let keys = try await MatrixKeys(kernels: session.kernels, runnerKey: try await session.boots.runnerKey())
            let planned = try await keys.plan(request)
            let cells = CellProgram(
                FilePath(program), repository: session.repository.root, runner: session.runner, request: request)
            let report = try await MatrixRun(request, program: cells, output: session.output).run(planned)
            session.output.result(report.text(relativeTo: here.string))
            return report.exitCode
        }
    }

    private func chosenCells(known: [String]) throws -> [MatrixCell] {
        if let cells {
            return try Self.words(cells).map { word in
                guard let cell = MatrixCell(word) else {
                    throw ValidationError("'\(word)' is no cell: --cells takes such as 6.12:fast,6.12:debug.")
                }
                return cell
            }
        }
        let profiles = try Self.words(profiles).map { word in
            guard let profile = ProfileOption.ProfileName(rawValue: word)?.profile else {
                throw ValidationError("'\(word)' is no profile: --profiles takes fast, debug, kcsan and probe.")
            }
            return profile
        }
        let kernels = try kernels.map { try Self.words($0) } ?? known
        for kernel in kernels where !MatrixCell.isKernel(kernel) {
            throw ValidationError("'\(kernel)' is no version: --kernels takes such as 7.3,6.12.")
        }
        return MatrixCell.product(kernels, profiles)
    }

    /// What stands between commas, each once.
    private static func words(_ list: String) throws -> [String] {
        var words: [String] = []
        for word in list.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            guard !words.contains(word) else {
                throw ValidationError("'\(word)' is there twice.")
            }
            words.append(word)
        }
        return words
    }

    private func ownTrees() throws -> [String: FilePath] {
        var trees: [String: FilePath] = [:]
        let here = FilePath(FileManager.default.currentDirectoryPath)
        for word in tree {
            let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, MatrixCell.isKernel(parts[0]), trees[parts[0]] == nil else {
                throw ValidationError(
                    "'\(word)': --tree takes a version and a folder, such as 6.6=../linux, each once.")
            }
            trees[parts[0]] = here.pushing(FilePath(parts[1]))
        }
        return trees
    }
}
