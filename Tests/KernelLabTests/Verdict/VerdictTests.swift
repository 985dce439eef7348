// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import KernelLab
import Testing

/// Evidence of a good run, to be spoilt one piece at a time.
struct GoodRun {
    static let report = KTAPReport(tests: [
        KTAPTest(
            number: 1, name: "ownership", status: .pass,
            children: [
                KTAPTest(number: 1, name: "fd", status: .pass),
                KTAPTest(number: 2, name: "native", status: .skip, reason: "no vgem"),
            ])
    ])

    static func boot(
        _ lines: [String] = [
            "Linux version 6.12.117 (x)", "Run /init as init process", "reboot: Power down",
        ]
    ) -> BootProgress {
        var boot = BootProgress()
        for (index, line) in lines.enumerated() { _ = boot.consume(ConsoleLine(number: index + 1, raw: line)) }
        return boot
    }

    static let end = GuestEnd(exit: 0, taint: [.outOfTreeModule, .unsignedModule, .inKernelTest], leaks: 0, uptime: 2)
    static let splat = SplatReport(
        kind: .warning, title: "WARNING at mm/vma.c in f", firstLine: 7, lastLine: 9, lines: ["x"])

    static var evidence: RunEvidence {
        RunEvidence(
            report: report, guestEnd: end, splats: [], boot: boot(), machine: .exited(status: 0), expectedTests: 2)
    }
}

@Suite("Verdict")
struct VerdictTests {
    @Test("A guest that hung or died is said to have done so while a test was running, where that is known")
    func runningTest() {
        func headline(_ change: (inout RunEvidence) -> Void) -> String {
            var evidence = GoodRun.evidence
            evidence.guestEnd = nil
            evidence.runningTest = "exporters/mbochs/fd/whole"
            change(&evidence)
            return Verdict(evidence).headline
        }
        let meanwhile = ", while exporters/mbochs/fd/whole was running"
        #expect(
            headline { $0.machine = .timedOut(.overall, seconds: 600) }
                == "the run was not over after 600 s\(meanwhile)")
        #expect(headline { $0.machine = .timedOut(.silence, seconds: 60) }.contains("for 60 s\(meanwhile): the guest"))
        #expect(headline { _ in }.contains("no end line)\(meanwhile)"))
        let panic = headline {
            $0.boot = GoodRun.boot([
                "Linux version 6.12.117 (x)", "Run /init as init process", "Kernel panic - not syncing: y",
            ])
        }
        #expect(panic.hasPrefix("the kernel panicked\(meanwhile): y"))
        let unknown = headline {
            $0.runningTest = nil
            $0.machine = .timedOut(.overall, seconds: 600)
        }
        #expect(unknown.hasSuffix("the last test begun is the one to look at"))
    }

    @Test("The console says which test was running when it ended")
    func runningTestOfTheConsole() {
        var watch = ConsoleWatch()
        _ = watch.consume(Array("[    1.000000] dmabuf-selftest: begin a/b\n[    1.1] x\n".utf8))
        #expect(watch.runningTest == "a/b")
        _ = watch.consume(Array("[    1.200000] dmabuf-selftest: no more tests\n".utf8))
        #expect(watch.runningTest == nil)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let exitCode: ExitCode
        let kinds: [VerdictCause.Kind]
        let spoil: @Sendable (inout RunEvidence) -> Void
        var testDescription: String { name }
    }

    private static func failing(_ status: KTAPStatus) -> KTAPReport {
        KTAPReport(tests: [KTAPTest(name: "a", status: .pass), KTAPTest(name: "b", status: status, reason: "why")])
    }

    static let cases: [Case] = [
        Case(name: "good", exitCode: .passed, kinds: []) { _ in },
        Case(name: "interrupted", exitCode: .interrupted, kinds: [.interrupted]) { $0.isInterrupted = true },
        Case(name: "interrupted kills the machine", exitCode: .interrupted, kinds: [.interrupted]) {
            $0.isInterrupted = true
            $0.machine = .killedBySignal(15)
            $0.guestEnd = nil
        },
        Case(name: "qemu missing", exitCode: .boot, kinds: [.machineDidNotStart, .noResults]) {
            $0 = RunEvidence(
                report: nil, guestEnd: nil, splats: [], boot: BootProgress(), machine: .failedToStart("no such file"))
        },
        Case(name: "qemu failed", exitCode: .boot, kinds: [.machineFailed]) { $0.machine = .exited(status: 1) },
        Case(name: "killed half way", exitCode: .boot, kinds: [.machineKilled]) {
            $0.machine = .killedBySignal(9)
            $0.guestEnd = nil
            $0.boot = GoodRun.boot(["Linux version 6.12.117 (x)", "Run /init as init process"])
        },
        Case(name: "no kernel", exitCode: .boot, kinds: [.neverBooted, .noResults]) {
            $0.boot = BootProgress()
            $0.guestEnd = nil
            $0.report = nil
        },
        Case(name: "no init", exitCode: .boot, kinds: [.initNotStarted, .noResults]) {
            $0.boot = GoodRun.boot(["Linux version 6.12.117 (x)", "reboot: Power down"])
            $0.guestEnd = nil
            $0.report = nil
        },
        Case(name: "no end line", exitCode: .boot, kinds: [.endLineMissing]) { $0.guestEnd = nil },
        Case(name: "panic", exitCode: .boot, kinds: [.panic]) {
            $0.boot = GoodRun.boot([
                "Linux version 6.12.117 (x)", "Run /init as init process", "Kernel panic - not syncing: x",
            ])
            $0.guestEnd = nil
            $0.splats = [SplatReport(kind: .panic, title: "Kernel panic", firstLine: 1, lastLine: 1, lines: ["x"])]
        },
        Case(name: "panic after a report", exitCode: .boot, kinds: [.panic, .splat]) {
            $0.boot = GoodRun.boot([
                "Linux version 6.12.117 (x)", "Run /init as init process", "Kernel panic - not syncing: x",
            ])
            $0.guestEnd = nil
            $0.splats = [GoodRun.splat]
        },
        Case(name: "panic after the end line", exitCode: .boot, kinds: [.panic]) {
            $0.boot = GoodRun.boot([
                "Linux version 6.12.117 (x)", "Run /init as init process", "Kernel panic - not syncing: x",
            ])
        },
        Case(name: "console unseen", exitCode: .inputOutput, kinds: [.consoleUnseen]) { $0.boot = BootProgress() },
        Case(name: "boot timeout", exitCode: .timeout, kinds: [.timeout, .noResults]) {
            $0.machine = .timedOut(.boot, seconds: 60)
            $0.boot = GoodRun.boot(["Linux version 6.12.117 (x)"])
            $0.guestEnd = nil
            $0.report = nil
        },
        Case(name: "silence", exitCode: .timeout, kinds: [.timeout]) {
            $0.machine = .timedOut(.silence, seconds: 30)
            $0.guestEnd = nil
        },
        Case(name: "overall", exitCode: .timeout, kinds: [.timeout]) {
            $0.machine = .timedOut(.overall, seconds: 600)
            $0.guestEnd = nil
        },
        Case(name: "splat, all tests ok", exitCode: .splat, kinds: [.splat]) { $0.splats = [GoodRun.splat] },
        Case(name: "taint", exitCode: .splat, kinds: [.taint]) {
            $0.guestEnd = GuestEnd(exit: 0, taint: [.warning, .outOfTreeModule], leaks: 0, uptime: 1)
        },
        Case(name: "leak", exitCode: .splat, kinds: [.leak]) {
            $0.guestEnd = GuestEnd(exit: 0, taint: [], leaks: 2, uptime: 1)
        },
        Case(name: "splat and failed test", exitCode: .splat, kinds: [.splat, .testsFailed]) {
            $0.splats = [GoodRun.splat]
            $0.report = failing(.fail)
            $0.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "no results", exitCode: .testsFailed, kinds: [.noResults]) {
            $0.report = nil
            $0.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "only missing results", exitCode: .testsFailed, kinds: [.noResults]) {
            $0.report = KTAPReport(tests: [KTAPTest(name: "a", status: .missing)])
        },
        Case(name: "too few results", exitCode: .testsFailed, kinds: [.tooFewResults]) { $0.expectedTests = 3 },
        Case(name: "grammar", exitCode: .testsFailed, kinds: [.untrustworthyResults, .endLineDisagrees]) {
            $0.report?.problems = [KTAPProblem(line: 3, kind: .duplicateNumber, message: "1 twice")]
        },
        Case(name: "bail out", exitCode: .testsFailed, kinds: [.bailedOut]) {
            $0.report?.bailOut = "no heap"
            $0.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "bail out before any result", exitCode: .testsFailed, kinds: [.bailedOut, .tooFewResults]) {
            $0.report = KTAPReport(tests: [], bailOut: "")
            $0.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "failed test", exitCode: .testsFailed, kinds: [.testsFailed]) {
            $0.report = failing(.fail)
            $0.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "end line says failed", exitCode: .testsFailed, kinds: [.endLineDisagrees]) {
            $0.guestEnd = GuestEnd(exit: 1, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "end line says passed", exitCode: .testsFailed, kinds: [.testsFailed, .endLineDisagrees]) {
            $0.report = failing(.timeout)
        },
        Case(name: "end line of an unknown exit", exitCode: .testsFailed, kinds: [.endLineDisagrees]) {
            $0.guestEnd = GuestEnd(exit: 139, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "all skipped", exitCode: .allSkipped, kinds: [.allSkipped]) {
            $0.report = KTAPReport(tests: [
                KTAPTest(name: "a", status: .skip, reason: "no GET_DMABUF"), KTAPTest(name: "b", status: .skip),
            ])
            $0.guestEnd = GuestEnd(exit: 4, taint: [], leaks: 0, uptime: 1)
        },
        Case(name: "all skipped, but a splat", exitCode: .splat, kinds: [.splat, .allSkipped]) {
            $0.report = KTAPReport(tests: [KTAPTest(name: "a", status: .skip), KTAPTest(name: "b", status: .skip)])
            $0.guestEnd = GuestEnd(exit: 4, taint: [], leaks: 0, uptime: 1)
            $0.splats = [GoodRun.splat]
        },
    ]

    @Test("Each kind of evidence has its verdict", arguments: cases)
    func table(_ row: Case) {
        var evidence = GoodRun.evidence
        row.spoil(&evidence)
        let verdict = Verdict(evidence)
        #expect(verdict.exitCode == row.exitCode)
        #expect(([verdict.cause].compactMap { $0 } + verdict.others).map(\.kind) == row.kinds)
        #expect(!verdict.headline.isEmpty && !verdict.headline.contains("\n"))
    }

    @Test("Every kind of cause has a row in the table")
    func tableIsComplete() {
        let covered = Set(Self.cases.flatMap(\.kinds))
        #expect(Set(VerdictCause.Kind.allCases).subtracting(covered) == [.step])
    }

    @Test("No combination passes unless every condition holds")
    func neverPassesByAccident() {
        let machines: [MachineEnd] = [
            .exited(status: 0), .exited(status: 1), .killedBySignal(9), .timedOut(.silence, seconds: 1),
            .failedToStart("x"),
        ]
        let boots = [
            GoodRun.boot(), BootProgress(),
            GoodRun.boot(["Linux version 6.12.117 x", "Kernel panic - not syncing: x"]),
        ]
        let ends: [GuestEnd?] =
            [nil]
            + [0, 1, 4].flatMap { exit in
                [KernelTaint.expectedWithTestModule, [.warning]].flatMap { taint in
                    [0, 1].map { GuestEnd(exit: Int32(exit), taint: taint, leaks: $0, uptime: 1) }
                }
            }
        let reports: [KTAPReport?] =
            [nil, KTAPReport(tests: []), GoodRun.report] + KTAPStatus.allCases.map { Self.failing($0) }
        var passes = 0
        for machine in machines {
            for boot in boots {
                for end in ends {
                    for report in reports {
                        for splats in [[], [GoodRun.splat]] {
                            for interrupted in [false, true] {
                                for expected in [nil, 2, 3] {
                                    let evidence = RunEvidence(
                                        report: report, guestEnd: end, splats: splats, boot: boot, machine: machine,
                                        isInterrupted: interrupted, expectedTests: expected)
                                    let isGood =
                                        machine == .exited(status: 0) && boot == boots[0] && end?.exit == 0
                                        && end?.leaks == 0 && end?.taint.unexpected.isEmpty == true && splats.isEmpty
                                        && !interrupted && report?.isPassing == true && expected != 3
                                    let verdict = Verdict(evidence)
                                    #expect(verdict.isPassed == isGood, "\(evidence)")
                                    #expect((verdict.cause == nil) == isGood)
                                    passes += isGood ? 1 : 0
                                }
                            }
                        }
                    }
                }
            }
        }
        #expect(passes > 0)
    }

    @Test("The line names the cause")
    func headlines() {
        var evidence = GoodRun.evidence
        #expect(Verdict(evidence).headline == "passed: 1 test, console clean")
        evidence.splats = [GoodRun.splat, GoodRun.splat]
        #expect(
            Verdict(evidence).headline
                == "though every test passed, the kernel reported: WARNING at mm/vma.c in f (and 1 more), console line 7; see the trace"
        )
        #expect(Verdict(stepFailed: .config, message: "CONFIG_X\nwas dropped").headline == "CONFIG_X was dropped")
    }

    @Test("The exit codes are the documented numbers")
    func exitCodes() {
        #expect(ExitCode.allCases.map(\.rawValue) == [0, 1, 3, 4, 10, 11, 12, 13, 14, 20, 21, 64, 69, 74, 130])
        #expect(Set(ExitCode.allCases.map(\.summary)).count == ExitCode.allCases.count)
    }

    @Test("The guest's end line is read, and a damaged one is none")
    func endLine() throws {
        let end = try #require(GuestEnd(line: "# dmabuf-selftest: end exit=4 taint=43000 leaks=2 uptime=1.25"))
        #expect(end == GuestEnd(exit: 4, taint: .expectedWithTestModule, leaks: 2, uptime: 1.25))
        #expect(GuestEnd(line: "dmabuf-selftest: end exit=0 taint=0x0 leaks=0 uptime=3 later=x") != nil)
        for bad in [
            "# dmabuf-selftest: end", "# dmabuf-selftest: end exit=0 taint=0 leaks=0",
            "# dmabuf-selftest: end exit=0 taint=0 leaks=0 uptime=",
            "# dmabuf-selftest: end exit=-1 taint=0 leaks=0 uptime=1",
            "# dmabuf-selftest: end exit=0 taint=zz leaks=0 uptime=1",
            "# dmabuf-selftest: end exit=0 exit=1 taint=0 leaks=0 uptime=1",
            "# dmabuf-selftest: end exit=0 taint=0 leaks=0 uptime=nan",
            "# dmabuf-selftest: ended exit=0 taint=0 leaks=0 uptime=1",
        ] {
            #expect(GuestEnd(line: bad) == nil, "\(bad)")
        }
        let line = "# dmabuf-selftest: end exit=0 taint=0 leaks=0 uptime=1"
        #expect(GuestEnd.find(in: ["x", line]) != nil)
        #expect(GuestEnd.find(in: [line, line]) == nil, "a guest that started over")
    }
}
