// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import Glibc
import SystemPackage
import Testing

@testable import KernelLab

struct CommandRunnerTests {
    private let runner = CommandRunner()

    @Test func outputIsGivenAsItComesAndTheStatusAtTheEnd() async throws {
        let lines = LineCollector()
        let result = try await runner.run(Command("sh", ["-c", "echo a; echo b >&2; exit 3"]), onLine: lines.append)
        #expect(result.ending == .exited(3))
        #expect(lines.lines == ["a", "b"])
    }

    @Test func aLineArrivesWhileTheCommandStillRuns() async throws {
        let scratch = try Scratch()
        let file = scratch.path.appending("seen")
        let lines = LineCollector()
        // Ends as soon as its first line was seen, and within a minute in any case.
        let script = """
            echo early; n=0
            until [ -e \(file) ] || [ $n = 600 ]; do sleep 0.1; n=$((n+1)); done
            [ -e \(file) ]
            """
        let result = try await runner.run(Command("sh", ["-c", script])) { line in
            lines.append(line)
            close(creat(file.string, 0o600))
        }
        #expect(lines.lines == ["early"])
        #expect(result.ending == .exited(0))
    }

    @Test func cancellingEndsTheWholeGroup() async throws {
        let scratch = try Scratch()
        let file = scratch.path.appending("pids")
        let task = Task {
            // The inner shell ignores TERM, as a hung build step would.
            try await runner.run(
                Command(
                    "sh",
                    ["-c", "sh -c 'trap \"\" TERM; echo $$ >> \(file); sleep 60; sleep 60' & echo $$ >> \(file); wait"])
            )
        }
        var pids: [pid_t] = []
        while pids.count < 2 {
            try await Task.sleep(for: .milliseconds(20))
            let text = (try? AtomicFile.read(file)).map { String(decoding: $0, as: UTF8.self) } ?? ""
            pids = text.split(separator: "\n").compactMap { pid_t($0) }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { _ = try await task.value }
        try await Task.sleep(for: .milliseconds(100))
        for pid in pids {
            #expect(kill(pid, 0) != 0 || Self.isZombie(pid))
        }
    }

    @Test func aFullDiskIsNoticedInWhatACommandPrints() async throws {
        let result = try await runner.run(Command("sh", ["-c", "echo 'tar: x: No space left on device'; exit 2"]))
        #expect(result.diskFullLine == "tar: x: No space left on device")
    }

    /// Orphans wait for a reaper that a container may not have.
    private static func isZombie(_ pid: pid_t) -> Bool {
        let text = (try? AtomicFile.readStart(FilePath("/proc/\(pid)/stat"), limit: 200)) ?? []
        return String(decoding: text, as: UTF8.self).contains(") Z ")
    }
}
