// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import KernelLab

struct BenchReadingTests {
    private static let report = """
        KTAP version 1
        1..2
          KTAP version 1
          # Subtest: fault
          1..2
          # ticks read median=1677 minimum=1677 p90=1680 maximum=5127 samples=256
          # ticks write-after-read median=8594 minimum=8594 p90=8594 maximum=8594 samples=1
          # ticks write median=1685 minimum=1680 p90=1690 maximum=2000 samples=255
          # something else that was said
          ok 1 vgem/fd # time=1.000ms
          ok 2 qxl/fd # SKIP no such device
        ok 1 fault
          KTAP version 1
          # Subtest: lookup
          1..1
          # fact mappings 15
          # absent procmap-query no PROCMAP_QUERY (ENOTTY)
          # ticks nobody median=407 minimum=407 p90=407 maximum=407 samples=1000
          ok 1 as-started # time=1.000ms
        ok 2 lookup

        """

    private static func reading() -> BenchReading {
        var parser = KTAPParser()
        _ = parser.consume(Array(report.utf8))
        return BenchReading(parser.finish())
    }

    @Test func figuresAreNamedAfterSuiteTestAndWhatWasMeasured() {
        let reading = Self.reading()
        #expect(
            reading.figures.map(\.name) == ["fault/vgem/fd/read", "fault/vgem/fd/write", "lookup/as-started/nobody"])
        #expect(reading.count("fault/vgem/fd/write") == 1685)
        #expect(reading.count("fault/vgem/fd/none") == nil)
        let first = reading.figures.first
        #expect(first?.minimum == 1677 && first?.ninthDecile == 1680 && first?.maximum == 5127)
        #expect(first?.samples == 256)
    }

    @Test(arguments: [
        ("mapping/a/fd/mmap-64", 5), ("mapping/a/fd/mmap+munmap-64", 5), ("mapping/a/fd/munmap-1", 5),
        ("mapping/a/fd/split", 7), ("mapping/a/fd/fork-64", 7), ("fault/a/fd/read", 7),
    ])
    func ofMmapAndMunmapTheLeastCounts(name: String, count: Int) {
        #expect(BenchFixture.figure(name, 7, minimum: 5)?.count == count)
    }

    @Test func whatIsAbsentHasItsReason() {
        #expect(
            Self.reading().absences == [
                BenchAbsence(name: "fault/qxl/fd", reason: "no such device"),
                BenchAbsence(name: "lookup/as-started/procmap-query", reason: "no PROCMAP_QUERY (ENOTTY)"),
            ])
    }

    @Test func factsAreKeptByName() {
        #expect(Self.reading().facts == ["lookup/as-started/mappings": "15"])
    }

    @Test(arguments: [
        "ticks read median=1 minimum=1 p90=1 maximum=1", "ticks read median=x minimum=1 p90=1 maximum=1 samples=1",
        "ticks read minimum=1 median=1 p90=1 maximum=1 samples=1",
        "tick read median=1 minimum=1 p90=1 maximum=1 samples=1",
        "ticks two words median=1 minimum=1 p90=1 maximum=1 samples=1", "",
    ])
    func aLineThatIsNotQuiteAFigureIsNone(line: String) {
        #expect(BenchFigure(test: "suite/test", line: line) == nil)
    }
}
