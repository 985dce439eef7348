// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
import SystemPackage
import Testing

@testable import KernelLab

/// Cells run by a program that only pretends.
struct MatrixRunTests {
    private let scratch: Scratch
    private var folder: FilePath { scratch.path.appending("results") }
    private let fast = MatrixCell(kernel: "6.12", profile: .fast)
    private let debug = MatrixCell(kernel: "6.12", profile: .debug)

    init() throws {
        scratch = try Scratch()
    }

    /// Writes what every cell's program does: `$1` is `build` or `run`, `$cell` such as 6.12-fast.
    private func program(_ script: String) throws -> FilePath {
        let text = """
            #!/bin/sh
            command=$1; shift
            while [ $# -gt 0 ]; do
                case $1 in
                --kernel) kernel=$2; shift ;;
                --profile) profile=$2; shift ;;
                --results) results=$2; shift ;;
                esac
                shift
            done
            cell=$kernel-$profile
            echo "$command $cell" >>'\(scratch.path)/calls'
            # results EXIT PASSED FAILED SKIPPED
            results() {
                number=$(ls "$results" | grep -c '^run-[0-9]')
                mkdir -p "$results/run-$number"
                echo "{\\"headline\\": \\"exit $1\\", \\"totals\\": {\\"passed\\": $2, \\"failed\\": $3, \\"skipped\\": $4}}" \\
                    >"$results/run-$number/results.json"
                ln -sfn "run-$number" "$results/latest"
                exit "$1"
            }
            [ "$command" = build ] && build=yes || build=
            \(script)

            """
        let path = scratch.path.appending("program")
        try AtomicFile.write(Array(text.utf8), to: path, mode: 0o755)
        return path
    }

    private func run(
        _ script: String, _ planned: [MatrixRun.Planned], again: Bool = false
    ) async throws -> MatrixReport {
        try await matrix(script, planned, again: again).run(planned)
    }

    private func matrix(_ script: String, _ planned: [MatrixRun.Planned], again: Bool = false) throws -> MatrixRun {
        var request = MatrixRequest(cells: planned.map(\.cell), results: folder)
        request.again = again
        let cells = CellProgram(
            try program(script), repository: scratch.path, runner: CommandRunner(), request: request)
        return MatrixRun(request, program: cells, output: ConsoleOutput(environment: [:]))
    }

    private func calls() throws -> [String] {
        let path = scratch.path.appending("calls")
        guard FileTree.exists(path) else { return [] }
        let calls = try scratch.read("calls").split(separator: "\n").map(String.init)
        FileTree.unlink(path)
        return calls
    }

    private let passing = "[ $build ] || results 0 10 0 2"

    @Test func everyCellIsBuiltAndBooted() async throws {
        let report = try await run(passing, [.init(fast, key: "a"), .init(debug, key: "b")])
        #expect(report.exitCode == .passed)
        #expect(report.results.map(\.passed) == [10, 10])
        #expect(report.results.map(\.skipped) == [2, 2])
        #expect(try Set(calls()) == ["build 6.12-fast", "run 6.12-fast", "build 6.12-debug", "run 6.12-debug"])
        #expect(report.results[0].results == folder.appending("6.12-fast/run-0").string)
    }

    @Test func aPassWithTheSameInputsIsNotRepeated() async throws {
        _ = try await run(passing, [.init(fast, key: "a")])
        _ = try calls()
        let report = try await run(passing, [.init(fast, key: "a")])
        #expect(report.exitCode == .passed)
        #expect(report.results.map(\.isCached) == [true])
        #expect(report.results.map(\.passed) == [10])
        #expect(try calls() == [])
    }

    @Test(arguments: ["b", nil])
    func otherInputsOrUnknownOnesAreRun(_ key: String?) async throws {
        _ = try await run(passing, [.init(fast, key: "a")])
        _ = try calls()
        let report = try await run(passing, [.init(fast, key: key)])
        #expect(report.results.map(\.isCached) == [false])
        #expect(try calls() == ["build 6.12-fast", "run 6.12-fast"])
    }

    @Test func againRunsWhatHasPassed() async throws {
        _ = try await run(passing, [.init(fast, key: "a")])
        _ = try calls()
        _ = try await run(passing, [.init(fast, key: "a")], again: true)
        #expect(try calls() == ["build 6.12-fast", "run 6.12-fast"])
    }

    @Test func aPassWhoseResultsAreGoneIsRunAgain() async throws {
        let report = try await run(passing, [.init(fast, key: "a")])
        try FileTree.remove(FilePath(report.results[0].results))
        #expect(try await run(passing, [.init(fast, key: "a")]).results.map(\.isCached) == [false])
    }

    @Test func aFailedCellIsRunAgain() async throws {
        let failed = try await run("[ $build ] || results 1 9 1 2", [.init(fast, key: "a")])
        #expect(failed.exitCode == .testsFailed)
        #expect(failed.results.map(\.failed) == [1])
        #expect(try await run(passing, [.init(fast, key: "a")]).exitCode == .passed)
    }

    @Test func aCellThatDoesNotBuildDoesNotStopTheOthers() async throws {
        let script = #"[ $cell = 6.12-fast ] && { echo "error: no; because" >&2; exit 13; }"# + "\n" + passing
        let report = try await run(script, [.init(fast, key: "a"), .init(debug, key: "b")])
        #expect(report.exitCode == .kernelBuild)
        #expect(report.results.map(\.outcome) == [.kernelBuild, .passed])
        #expect(report.results[0].headline == "no; because")
        #expect(try !calls().contains("run 6.12-fast"))
    }

    @Test func aCellWithoutASourceSaysSoAndDoesNotStopTheOthers() async throws {
        let failure = LabFailure(.source, "no package", advice: "give --tree")
        let missing = MatrixRun.Planned(MatrixCell(kernel: "5.10", profile: .fast), key: nil, failure: failure)
        let report = try await run(passing, [missing, .init(fast, key: "a")])
        #expect(report.exitCode == .source)
        #expect(report.results.map(\.headline) == ["no package; give --tree", "exit 0"])
    }

    @Test func aProgramThatPassesWithoutResultsHasNotPassed() async throws {
        let report = try await run("exit 0", [.init(fast, key: "a")])
        #expect(report.exitCode == .inputOutput)
        // Not even with those of an earlier run lying about.
        _ = try await run(passing, [.init(fast, key: "a")])
        #expect(try await run("exit 0", [.init(fast, key: "a")], again: true).exitCode == .inputOutput)
    }

    @Test func whatIsFinishedIsKeptWhenInterrupted() async throws {
        let reached = scratch.path.appending("reached")
        #expect(reached.withPlatformString { mkfifo($0, 0o600) } == 0)
        let script = """
            [ $cell = 6.12-debug ] && [ -z "$build" ] && { echo >'\(reached)'; exec sleep 600; }
            \(passing)
            """
        let planned = [MatrixRun.Planned(fast, key: "a"), MatrixRun.Planned(debug, key: "b")]
        let matrix = try matrix(script, planned)
        let task = Task { try await matrix.run(planned) }
        await withCheckedContinuation { continuation in
            // Waits for the writer.
            Thread {
                _ = try? AtomicFile.read(reached)
                continuation.resume()
            }.start()
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        _ = try calls()
        let report = try await run(passing, [.init(fast, key: "a"), .init(debug, key: "b")])
        #expect(report.results.map(\.isCached) == [true, false])
        #expect(try Set(calls()) == ["build 6.12-debug", "run 6.12-debug"])
    }
}
