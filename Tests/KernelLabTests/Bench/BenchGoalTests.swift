// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct BenchGoalTests {
    /// Of the goal whose name begins like that.
    private func verdict(
        _ beginning: String, _ mitigation: BenchMitigation = .off, unpatched: KeyValuePairs<String, Int>,
        patched: KeyValuePairs<String, Int>, facts: [String: String] = [:]
    ) throws -> BenchGoal.Verdict? {
        let goal = try #require(BenchGoal.all.first { $0.what.hasPrefix(beginning) })
        return goal.verdict(
            BenchTable(
                mitigation: mitigation, unpatched: BenchFixture.reading(unpatched),
                patched: BenchFixture.reading(patched, facts: facts)))
    }

    @Test func theWorstRowDecides() throws {
        let verdict = try verdict(
            "fault on a dma-buf", unpatched: ["fault/a/fd/read": 100, "fault/b/fd/read": 200],
            patched: ["fault/a/fd/read": 108, "fault/b/fd/read": 209])
        #expect(verdict == .init(figure: "fault/b/fd/read", measured: "200 → 209: +9", isMet: false))
    }

    @Test(arguments: [
        (BenchMitigation.off, 8, true), (.off, 9, false), (.retpoline, 10, true), (.retpoline, 11, false),
    ])
    func theLimitItselfIsMet(mitigation: BenchMitigation, more: Int, isMet: Bool) throws {
        let verdict = try verdict(
            "fault on a dma-buf", mitigation, unpatched: ["fault/a/fd/read": 100],
            patched: ["fault/a/fd/read": 100 + more])
        #expect(verdict?.isMet == isMet)
    }

    @Test func aRatioIsRoundedUpAndComparedExactly() throws {
        let verdict = try verdict(
            "audited exporters: read", unpatched: ["fault/vgem/fd/read": 10_000, "fault/vgem/native/read": 1000],
            patched: ["fault/vgem/fd/read": 7201, "fault/vgem/native/read": 720])
        #expect(verdict == .init(figure: "fault/vgem/fd/read", measured: "10000 → 7201: 0.721", isMet: false))
    }

    @Test func oneMoreForAnybodyElseIsTooMuch() throws {
        let verdict = try verdict(
            "fault on what is no dma-buf", unpatched: ["fault/memfd/shared/read": 900],
            patched: ["fault/memfd/shared/read": 901])
        #expect(verdict?.isMet == false)
    }

    @Test func aLookupIsCountedWithoutItsIoctl() throws {
        let verdict = try verdict(
            "lookup among 15", unpatched: [:],
            patched: ["lookup/fewest/nobody": 800, "lookup/fewest/first-page": 1200],
            facts: ["lookup/fewest/mappings": "12"])
        #expect(
            verdict == .init(figure: "lookup/fewest/first-page", measured: "400, of 12 mappings", isMet: true))
    }

    @Test func aLookupMustTakeFewerThanTheQueryOfTheSameAddress() throws {
        let figures: KeyValuePairs = [
            "lookup/1000/refused": 700, "lookup/1000/first-page": 1150, "lookup/1000/anonymous": 1000,
            "lookup/1000/procmap-query-refused": 400, "lookup/1000/procmap-query": 850,
            "lookup/1000/procmap-query-anonymous": 900,
        ]
        let verdict = try verdict("lookup and PROCMAP_QUERY", unpatched: [:], patched: figures)
        #expect(verdict == .init(figure: "lookup/1000/first-page", measured: "450, not 450", isMet: false))
    }

    @Test func whatTakesALockOfTheVMAsOwnIsNotAskedOfAKernelWithoutOne() {
        let goals = BenchGoal.all.filter { $0.what.hasPrefix("audited exporters") }
        #expect(!goals.isEmpty)
        #expect(goals.allSatisfy { $0.isFor("6.12") && $0.isFor("7.3") && !$0.isFor("6.1") })
        #expect(BenchGoal.all.count { $0.isFor("6.1") } == BenchGoal.all.count - goals.count)
    }

    @Test func whatWasNotMeasuredHasNoVerdict() throws {
        #expect(try verdict("mmap and munmap", unpatched: [:], patched: ["mapping/a/fd/mmap+munmap-64": 1]) == nil)
    }
}
