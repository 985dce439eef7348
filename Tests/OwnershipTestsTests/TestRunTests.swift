// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage
import Testing

@testable import OwnershipTests

/// Runs real tests. Leaks are looked for in a whole process, so those tests that are about leaks get one of their
/// own: other suites open files meanwhile.
@Suite struct TestRunTests {
    private static func run(
        _ suites: [OwnershipTests.Suite], filter: [String] = [], interruptedAfter limit: Int = .max,
        environment: TestEnvironment = TestEnvironment { ResourceSnapshot([:]) }
    ) throws -> (reporter: CollectingReporter, summary: RunSummary) {
        let reporter = CollectingReporter()
        let run = TestRun(
            suites: suites, options: RunOptions(filter: TestFilter(filter), seed: 1, stressSeconds: 0.1),
            environment: environment, reporter: reporter,
            isInterrupted: { reporter.results.count >= limit ? "interrupted by SIGINT" : nil })
        return (reporter, try run.run())
    }

    private static func only(
        _ name: String = "test", needs: [Requirement] = [], _ body: @escaping @Sendable (TestContext) throws -> Void
    ) -> [OwnershipTests.Suite] {
        [OwnershipTests.Suite("suite", [OwnershipTests.Test(name, needs: needs, body: body)])]
    }

    private struct Surprise: Error, CustomStringConvertible { let description = "a surprise" }

    @Test func aTestWithoutFailedChecksPasses() throws {
        let (reporter, summary) = try Self.run(Self.only { $0.equal(1, 1, "one") })
        #expect(reporter.results.map(\.verdict) == [.passed])
        #expect(summary.exitCode == 0)
    }

    @Test func aFailedCheckSaysWhatWasExpectedAndSeenAndWhere() throws {
        let (reporter, summary) = try Self.run(Self.only { $0.equalHex(0x20, 0x1F, "offset") })
        #expect(reporter.results.first?.verdict == .failed)
        let note = try #require(reporter.results.first?.notes.first)
        #expect(note.hasPrefix("offset: expected 0x1f, saw 0x20 (OwnershipTestsTests/TestRunTests.swift:"))
        #expect(summary.exitCode == 1)
    }

    @Test func eachTestIsAnnouncedBeforeItRuns() throws {
        var order: [String] = []
        let suites = Self.only { _ in }
        let reporter = CollectingReporter()
        _ = try TestRun(
            suites: suites, options: RunOptions(filter: TestFilter([]), seed: 1, stressSeconds: 0.1),
            environment: TestEnvironment { ResourceSnapshot([:]) }, reporter: reporter,
            announce: { order.append("\($0) after \(reporter.results.count)") }
        ).run()
        #expect(order == ["suite/test after 0"])
    }

    @Test func everyFailedCheckIsReported() throws {
        let (reporter, _) = try Self.run(
            Self.only {
                $0.check(false, "first")
                $0.check(false, "second")
            })
        #expect(reporter.results.first?.notes.count == 2)
    }

    @Test func anErrorThatNobodyExpectedFailsTheTestWithItsText() throws {
        let (reporter, _) = try Self.run(Self.only { _ in throw Surprise() })
        #expect(reporter.results.first?.verdict == .failed)
        #expect(reporter.results.first?.notes == ["unexpected error: a surprise"])
    }

    @Test func aTestCanFindOutThatItCannotRun() throws {
        let (reporter, summary) = try Self.run(Self.only { _ in throw SkipTest(reason: "no such thing here") })
        #expect(reporter.results.map(\.verdict) == [.skipped(reason: "no such thing here")])
        #expect(summary.exitCode == 4)
    }

    @Test func aFailedCheckBeforeASkipIsStillAFailure() throws {
        let (reporter, _) = try Self.run(
            Self.only {
                $0.check(false, "wrong")
                throw SkipTest(reason: "too late")
            })
        #expect(reporter.results.map(\.verdict) == [.failed])
    }

    @Test func aLeakedFileIsAFailureOfTheTestThatLeakedIt() async {
        await #expect(processExitsWith: .success) {
            let suites = [
                OwnershipTests.Suite(
                    "suite",
                    [
                        // Several: the testing library may close one of its own meanwhile.
                        OwnershipTests.Test("leaks") { _ in
                            for _ in 0..<3 { _ = try FileDescriptor.open("/dev/null", .readOnly) }
                        },
                        OwnershipTests.Test("does not") { _ in
                            try FileDescriptor.open("/dev/null", .readOnly).close()
                        },
                    ])
            ]
            let (reporter, summary) = try Self.run(suites, environment: TestEnvironment())
            #expect(reporter.results.map(\.verdict) == [.failed, .passed])
            #expect(reporter.results.first?.notes.first?.hasPrefix("leak: open files of this process") == true)
            #expect(summary.leaks == 1)
        }
    }

    @Test func aLeakedChildIsAFailure() async {
        await #expect(processExitsWith: .success) {
            nonisolated(unsafe) var leaked: ForkedProcess? = nil
            let (reporter, _) = try Self.run(
                Self.only { _ in leaked = try ForkedProcess() }, environment: TestEnvironment())
            try leaked.take()?.end()
            #expect(reporter.results.map(\.verdict) == [.failed])
            #expect(reporter.results.first?.leaked == true)
        }
    }

    @Test func aChildsFailedChecksAreItsParents() throws {
        let (reporter, _) = try Self.run(
            Self.only { context in
                try context.inChild("in the child") { $0.equal(2, 3, "sum") }
                try context.inChild("well-behaved") { $0.equal(3, 3, "sum") }
            })
        let notes = try #require(reporter.results.first?.notes)
        #expect(notes.count == 1)
        #expect(notes.first?.hasPrefix("in the child: sum: expected 3, saw 2") == true)
    }

    @Test func theFilterAppliesAndNothingLeftIsABailOut() throws {
        let suites = Self.only("some/name") { _ in }
        #expect(try Self.run(suites, filter: ["suite/*"]).reporter.results.count == 1)
        let (reporter, summary) = try Self.run(suites, filter: ["other"])
        #expect(reporter.results.isEmpty)
        #expect(reporter.bailOuts == ["no test matches other"])
        #expect(summary.exitCode == 1)
    }

    @Test func anInterruptionEndsTheRunBetweenTests() throws {
        let tests = (0..<3).map { OwnershipTests.Test("test \($0)") { _ in } }
        let (reporter, summary) = try Self.run([OwnershipTests.Suite("suite", tests)], interruptedAfter: 2)
        #expect(reporter.results.count == 2)
        #expect(reporter.bailOuts == ["interrupted by SIGINT"])
        #expect(summary.exitCode == 1)
    }

    @Test func aBrokenChannelIsTheRunsError() throws {
        let reporter = CollectingReporter()
        reporter.capacity = 0
        let run = TestRun(
            suites: Self.only { _ in }, options: RunOptions(filter: TestFilter([]), seed: 1, stressSeconds: 1),
            environment: TestEnvironment(), reporter: reporter)
        #expect(throws: CollectingReporter.ChannelBroken.self) { try run.run() }
    }

    @Test func whatIsMissingIsTheReasonOfASkip() throws {
        let environment = TestEnvironment()
        let requirements: [(String, Requirement)] = [
            ("root", .root), ("testModule", .testModule), ("getDMABuf", .getDMABuf), ("udmabuf", .udmabuf),
            ("systemHeap", .systemHeap), ("contiguousHeap", .contiguousHeap), ("vgem", .vgem),
            ("protectionKeys", .protectionKeys), ("hugePage", .hugePage), ("bufferList", .bufferList),
        ]
        for (name, requirement) in requirements where environment.unmetReason(of: requirement) != nil {
            let (reporter, _) = try Self.run(Self.only(needs: [requirement]) { $0.fail("it ran all the same") })
            guard case .skipped(let reason) = try #require(reporter.results.first).verdict else {
                Issue.record("\(name): \(reporter.results)")
                continue
            }
            #expect(!reason.isEmpty)
        }
    }
}
