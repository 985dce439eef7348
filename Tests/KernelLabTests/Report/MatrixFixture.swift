// SPDX-License-Identifier: GPL-2.0-only

import Foundation
import KTAP
import KernelLab

/// KTAP and consoles as the guest sends them, for the tests of what is made of them.
enum MatrixFixture {
    /// A stream of one suite whose tests have these result lines, without numbers.
    static func report(suite: String = "exporters", _ lines: [String]) -> KTAPReport {
        var text = "KTAP version 1\n1..1\n  KTAP version 1\n  # Subtest: \(suite)\n  1..\(lines.count)\n"
        for (index, line) in lines.enumerated() {
            let parts = line.components(separatedBy: "| ")
            for diagnostic in parts.dropLast() { text += "  # \(diagnostic)\n" }
            let isFailure = parts.last?.hasPrefix("not ok ") == true
            let rest = (parts.last ?? "").dropFirst(isFailure ? 7 : 3)
            text += "  \(isFailure ? "not ok" : "ok") \(index + 1) \(rest)\n"
        }
        text += lines.contains { $0.contains("not ok ") } ? "not ok 1 \(suite)\n" : "ok 1 \(suite)\n"
        var parser = KTAPParser()
        _ = parser.consume(Array(text.utf8))
        return parser.finish()
    }

    /// Three exporters: one is fine, one has a red cell, one could not run.
    static let lines = [
        "ok udmabuf-memfd/fd/whole # time=2.100ms", "ok udmabuf-memfd/fd/split # time=2.000ms",
        "ok udmabuf-memfd/import-vgem/whole", "ok udmabuf-memfd/import-vgem/moved",
        "ok qxl/fd/whole # time=3.000ms",
        "offset: expected 0x1000, saw 0x0 (OwnershipTests/ExportersSuite.swift:1)| not ok qxl/fd/split # time=12.000ms",
        "ok qxl/fd/split-tail", "ok qxl/fd/moved # SKIP qxl moves its buffers itself",
        "ok vmwgfx/fd/whole # SKIP no vmwgfx node: QEMU's machine has none",
        "ok vmwgfx/native/whole # SKIP no vmwgfx node: QEMU's machine has none",
    ]

    static let console = """
        [    0.100000][    T1] Linux version 6.12.117
        [    0.900000][   T37] dmabuf-selftest: begin exporters/qxl/fd/whole
        [    0.910000][   T37] [drm] Initialized qxl 0.1.0
        [    0.920000][   T37] dmabuf-selftest: begin exporters/qxl/fd/split
        [    0.921000][   T37] qxl 0000:00:02.0: a message of the driver
        [    0.930000][   T37] dmabuf-selftest: begin exporters/qxl/fd/split-tail
        [    0.940000][    T9] late words
        [    0.950000][   T37] dmabuf-selftest: no more tests
        [    1.000000][    T1] reboot: Restarting system
        """

    static func run(
        _ results: KTAPReport?, console: String = console, splats: [SplatReport] = [], verdict: Verdict? = nil
    ) -> RunReport {
        let names = results.map { FailedTests($0).names } ?? []
        let context = RunContext(
            kernelRelease: "6.12.117", profile: "debug", command: "dmabuf-lab run --profile debug --filter 'a<b'",
            hostname: "host", started: Date(timeIntervalSince1970: 1_700_000_000), duration: 13.5,
            steps: [RunStep(name: "apply", outcome: "12 patches, 31 files", seconds: 0.1)],
            repeatCommand: RepeatCommand(["dmabuf-lab", "run", "--profile", "debug", "--filter", "a<b"]))
        var evidence = GoodRun.evidence
        evidence.report = results
        evidence.splats = splats
        let exit: Int32 = results?.outcome == .failed ? 1 : results?.outcome == .skipped ? 4 : 0
        evidence.guestEnd = GuestEnd(exit: exit, taint: [], leaks: 0, uptime: 1)
        evidence.expectedTests = nil
        return RunReport(
            context: context, verdict: verdict ?? Verdict(evidence), results: results, splats: splats,
            console: TestConsole(Array(console.utf8), wanted: names), files: ["console.log", "results.ktap"])
    }
}
