// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct BenchTableTests {
    @Test func everyFigureOfEitherKernelIsARow() {
        #expect(
            BenchFixture.table.rows.prefix(3) == [
                .init(name: "fault/a/fd/read", unpatched: 1677, patched: 1683),
                .init(name: "fault/a/fd/write", unpatched: 1685, patched: 1680),
                .init(name: "fault/new/fd/read", unpatched: nil, patched: 7),
            ])
        #expect(
            BenchFixture.table.rows.last == .init(name: "fault/gone/fd/read", unpatched: 5, patched: nil))
    }

    @Test func theDifferenceIsInInstructionsAndInThousandths() {
        let more = BenchTable.Row(name: "r", unpatched: 1677, patched: 1683)
        #expect(more.difference == 6 && more.thousandths == 4)
        let fewer = BenchTable.Row(name: "r", unpatched: 1000, patched: 720)
        #expect(fewer.difference == -280 && fewer.thousandths == -280)
        let fromNothing = BenchTable.Row(name: "r", unpatched: 0, patched: 1)
        #expect(fromNothing.difference == 1 && fromNothing.thousandths == nil)
        let new = BenchTable.Row(name: "r", unpatched: nil, patched: 1)
        #expect(new.difference == nil && new.thousandths == nil)
    }

    @Test func anIoctlsOwnCostIsTakenOffTheQuestionsThatAreOne() {
        let lookup = BenchLookup("as-started", in: BenchFixture.table.patched)
        #expect(lookup?.mappings == "15")
        #expect(
            lookup?.entries == [
                .init(name: "first-page", instructions: 354), .init(name: "procmap-query", instructions: 497),
                .init(name: "registry", instructions: 55),
            ])
        #expect(BenchLookup("1000", in: BenchFixture.table.patched) == nil)
    }

    @Test func theTextIsAlignedToTheRight() {
        let lines = BenchText(BenchFixture.table).text.split(separator: "\n")
        #expect(Set(lines.map(\.count)).count == 1)
        #expect(lines[1].hasSuffix("1677     1683          +6  +0.4 %"))
    }

    @Test func twoBootsThatMeasuredTheSameDoNotDiffer() {
        let reading = BenchFixture.reading(["s/t/a": 5, "s/t/b": 6])
        #expect(BenchRepetition.differences(reading, reading) == [])
    }

    @Test func everyFigureThatTwoBootsDisagreeAboutIsNamed() {
        let first = BenchFixture.reading(["s/t/a": 5, "s/t/b": 6, "s/t/c": 7])
        let second = BenchFixture.reading(["s/t/a": 5, "s/t/b": 7, "s/t/d": 7])
        #expect(
            BenchRepetition.differences(first, second) == [
                "s/t/b took 6 instructions, then 7", "s/t/c was measured only the first time",
                "s/t/d was measured only the second time",
            ])
    }

    @Test func whatIsNotTheGuestsAloneMayDifferByAHundredth() {
        let first = BenchFixture.reading(["s/t/fork-64": 240_000, "s/t/mmap": 240_000])
        let near = BenchFixture.reading(["s/t/fork-64": 242_400, "s/t/mmap": 240_000])
        let far = BenchFixture.reading(["s/t/fork-64": 242_401, "s/t/mmap": 240_001])
        #expect(BenchRepetition.differences(first, near) == [])
        #expect(BenchRepetition.differences(first, far).count == 2)
        #expect(!BenchRepetition.isExact("lookup/1000/maps-text-whole"))
        #expect(!BenchRepetition.isExact("lookup/1000/registry"))
        #expect(!BenchRepetition.isExact("mapping/virtio-gpu/fd/mmap-64"))
        #expect(BenchRepetition.isExact("fault/virtio-gpu/fd/read"))
        #expect(BenchRepetition.isExact("mapping/vgem/fd/split", of: "6.12"))
        #expect(!BenchRepetition.isExact("mapping/vgem/fd/split", of: "6.1"))
    }

    @Test(arguments: [(358, true), (384, true), (397, false)])
    func aRegistryMayBeALevelDeeper(instructions: Int, isAlike: Bool) {
        let first = BenchFixture.reading(["lookup/1000/registry": 358, "lookup/1000/refused": 358])
        let second = BenchFixture.reading(["lookup/1000/registry": instructions, "lookup/1000/refused": 358])
        #expect(BenchRepetition.differences(first, second).isEmpty == isAlike)
    }

    @Test func theKernelHasToSayThatItDidWhatItWasTold() {
        #expect(BenchMitigation.off.isConfirmed(by: "Vulnerable"))
        #expect(!BenchMitigation.off.isConfirmed(by: "Mitigation: Retpolines; STIBP: disabled"))
        #expect(BenchMitigation.retpoline.isConfirmed(by: "Mitigation: Retpolines; STIBP: disabled"))
        #expect(!BenchMitigation.retpoline.isConfirmed(by: "Vulnerable, STIBP: disabled"))
        #expect(BenchMitigation.cases(of: .fast) == [.off])
        #expect(BenchMitigation.cases(of: .bench) == [.off, .retpoline])
    }
}
