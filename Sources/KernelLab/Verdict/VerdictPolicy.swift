// SPDX-License-Identifier: GPL-2.0-only

internal import KTAP

/// What fails a run, and how it is said.
struct VerdictPolicy {
    let evidence: RunEvidence

    /// All causes, each found on its own.
    var causes: [VerdictCause] {
        interruption + machineCauses + guestCauses + consoleCauses + resultCauses
    }

    private var interruption: [VerdictCause] {
        evidence.isInterrupted
            ? [VerdictCause(.interrupted, .interrupted, "interrupted: the results so far are incomplete; run it again")]
            : []
    }

    // MARK: The machine

    private var machineCauses: [VerdictCause] {
        switch evidence.machine {
        case .exited(status: 0):
            return []
        case .exited(let status):
            return [VerdictCause(.machineFailed, .boot, "QEMU ended with status \(status): see its own messages above")]
        case .killedBySignal(let signal):
            // Ctrl-C ends the machine by a signal too; that is the interruption's own doing.
            if evidence.isInterrupted { return [] }
            return [
                VerdictCause(
                    .machineKilled, .boot,
                    "the guest was killed half way (QEMU got signal \(signal)): if nobody did that, look for the host's OOM killer"
                )
            ]
        case .timedOut(let kind, let seconds):
            return [timeout(kind, seconds)]
        case .failedToStart(let reason):
            return [VerdictCause(.machineDidNotStart, .boot, "QEMU could not be started: \(reason)")]
        }
    }

    /// `, while suite/test was running`, where that is known.
    private var meanwhile: String {
        evidence.runningTest.map { ", while \($0) was running" } ?? ""
    }

    private func timeout(_ kind: TimeoutKind, _ seconds: Double) -> VerdictCause {
        let after = "\(Int(seconds.rounded(.up))) s"
        switch kind {
        case .boot:
            return VerdictCause(
                .timeout, .timeout,
                "the guest had not started its init after \(after): see the last console lines (a slow host needs a longer boot timeout)"
            )
        case .silence:
            return VerdictCause(
                .timeout, .timeout,
                "neither the console nor the tests said anything for \(after)\(meanwhile): the guest hangs; see the last console lines"
            )
        case .overall:
            let what = meanwhile.isEmpty ? ": the last test begun is the one to look at" : meanwhile
            return VerdictCause(.timeout, .timeout, "the run was not over after \(after)\(what)")
        }
    }

    // MARK: The guest

    private var panicReason: String? {
        guard case .ended(.panic(let reason)) = evidence.boot.stage else { return nil }
        return reason
    }

    private var guestCauses: [VerdictCause] {
        if let panicReason {
            let before = evidence.splats.first { $0.kind != .panic }.map { ", after: \($0.title)" } ?? ""
            let place = evidence.boot.hasStartedInit ? "the kernel panicked" : "the kernel panicked before init started"
            return [VerdictCause(.panic, .boot, "\(place)\(meanwhile): \(panicReason)\(before); see the console log")]
        }
        guard evidence.guestEnd == nil else {
            guard evidence.boot.kernelRelease == nil else { return [] }
            return [
                VerdictCause(
                    .consoleUnseen, .inputOutput,
                    "the console shows no kernel, so nothing it printed was checked: the kernel command line must have console=ttyS0"
                )
            ]
        }
        // Who ended the guest is known already: that its last line is missing is no news.
        guard case .exited(status: 0) = evidence.machine, !evidence.isInterrupted else { return [] }
        if evidence.boot.stage == .firmware {
            return [VerdictCause(.neverBooted, .boot, "no kernel started: is the image a kernel for this machine?")]
        }
        if !evidence.boot.hasStartedInit {
            return [
                VerdictCause(
                    .initNotStarted, .boot, "the kernel ended before it started init: see the last console lines")
            ]
        }
        return [
            VerdictCause(
                .endLineMissing, .boot,
                "the guest died before its runner had finished (\(resultCount) results, no end line)\(meanwhile): see the last console lines"
            )
        ]
    }

    private var resultCount: Int {
        guard let totals = evidence.report?.totals else { return 0 }
        return totals.total - totals.missing
    }

    // MARK: The console, taint and leaks

    private var consoleCauses: [VerdictCause] {
        var causes: [VerdictCause] = []
        // A bare panic is said above.
        let splats = evidence.splats.filter { panicReason == nil || $0.kind != .panic }
        if let first = splats.first {
            let more = splats.count > 1 ? " (and \(splats.count - 1) more)" : ""
            let though = testsSaidPassed ? "though every test passed, " : ""
            causes.append(
                VerdictCause(
                    .splat, .splat,
                    "\(though)the kernel reported: \(first.title)\(more), console line \(first.firstLine); see the trace"
                ))
        }
        guard let end = evidence.guestEnd else { return causes }
        if !end.taint.unexpected.isEmpty {
            causes.append(
                VerdictCause(
                    .taint, .splat,
                    "the kernel is tainted \(end.taint.unexpected): look for the report in the console log"))
        }
        if end.leaks > 0 {
            causes.append(
                VerdictCause(
                    .leak, .splat,
                    "\(end.leaks) objects of the test module were left behind: some reference is not dropped"))
        }
        return causes
    }

    private var testsSaidPassed: Bool { evidence.report?.outcome == .passed }

    // MARK: The results

    private var resultCauses: [VerdictCause] {
        guard let report = evidence.report, resultCount > 0 || report.bailOut != nil else {
            return [
                VerdictCause(
                    .noResults, .testsFailed,
                    "there is no test result at all: did the filter match a test, and did the runner start?")
            ]
        }
        var causes: [VerdictCause] = []
        if let bailOut = report.bailOut {
            let why = bailOut.isEmpty ? "no reason given" : bailOut
            causes.append(VerdictCause(.bailedOut, .testsFailed, "the runner gave up: \(why)"))
        }
        if report.totals.failures > 0 { causes.append(failedTests(report)) }
        if let expected = evidence.expectedTests, resultCount < expected {
            causes.append(
                VerdictCause(
                    .tooFewResults, .testsFailed,
                    "\(resultCount) results where at least \(expected) tests were to run: the rest never reported"))
        }
        if let problem = report.problems.first(where: \.kind.isFailure) {
            causes.append(
                VerdictCause(
                    .untrustworthyResults, .testsFailed,
                    "the results cannot be trusted: line \(problem.line): \(problem.message)"))
        }
        if let end = evidence.guestEnd, end.exit != Self.exit(of: report.outcome) {
            causes.append(
                VerdictCause(
                    .endLineDisagrees, .testsFailed,
                    "the runner ended with \(end.exit), its results say \(Self.exit(of: report.outcome)): results were lost on the way"
                ))
        }
        if causes.isEmpty, report.outcome == .skipped {
            causes.append(
                VerdictCause(
                    .allSkipped, .allSkipped,
                    "all \(report.totals.skipped) tests were skipped\(Self.skipReason(report).map { ": \($0)" } ?? "")")
            )
        }
        // The outcome is the parser's own; if it says failed, no gap in the list above makes that a pass.
        if causes.isEmpty, report.outcome == .failed {
            causes.append(VerdictCause(.testsFailed, .testsFailed, "the results say failed: see the KTAP file"))
        }
        return causes
    }

    private func failedTests(_ report: KTAPReport) -> VerdictCause {
        let names = FailedTests(report).names
        let count = report.totals.failures
        let shown = names.prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
        let which = shown.isEmpty ? "" : ": \(shown)"
        return VerdictCause(
            .testsFailed, .testsFailed,
            "\(count) of \(report.totals.total) tests failed\(which); run them again with --only-failed")
    }

    /// kselftest's numbers, which the runner uses.
    private static func exit(of outcome: KTAPReport.Outcome) -> Int32 {
        switch outcome {
        case .passed: 0
        case .failed: 1
        case .skipped: 4
        }
    }

    private static func skipReason(_ report: KTAPReport) -> String? {
        var queue = report.tests[...]
        while let test = queue.popFirst() {
            if test.status == .skip, let reason = test.reason { return reason }
            queue = test.children[...] + queue
        }
        return nil
    }
}
