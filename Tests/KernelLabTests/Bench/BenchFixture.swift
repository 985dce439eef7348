// SPDX-License-Identifier: GPL-2.0-only

@testable import KernelLab

/// Readings and documents with made-up figures.
enum BenchFixture {
    static func figure(_ name: String, _ median: Int, minimum: Int? = nil) -> BenchFigure? {
        guard let cut = name.lastIndex(of: "/") else { return nil }
        return BenchFigure(
            test: String(name[..<cut]),
            line:
                "ticks \(name[name.index(after: cut)...]) median=\(median) minimum=\(minimum ?? median) p90=\(median) maximum=9999 samples=7"
        )
    }

    static func reading(_ figures: KeyValuePairs<String, Int>, facts: [String: String] = [:]) -> BenchReading {
        BenchReading(
            figures: figures.compactMap { figure($0.key, $0.value) },
            absences: [BenchAbsence(name: "fault/qxl/fd", reason: "no such device")], facts: facts)
    }

    static let table = BenchTable(
        mitigation: .off,
        unpatched: reading(["fault/a/fd/read": 1677, "fault/a/fd/write": 1685, "fault/gone/fd/read": 5]),
        patched: reading(
            [
                "fault/a/fd/read": 1683, "fault/a/fd/write": 1680, "fault/new/fd/read": 7,
                "lookup/as-started/nobody": 400, "lookup/as-started/first-page": 754,
                "lookup/as-started/procmap-query-refused": 430, "lookup/as-started/procmap-query": 927,
                "lookup/as-started/registry": 55,
                "lookup/30000/nobody": 400, "lookup/30000/first-page": 932,
            ], facts: ["lookup/as-started/mappings": "15", "lookup/30000/mappings": "30015"]))

    static let document = BenchDocument(
        kernel: "6.12.117", source: "linux-source-6.12 6.12.117-1", profile: "bench", compiler: "gcc 12.2.0",
        qemu: "QEMU emulator version 7.2", commit: "0123abc", command: "dmabuf-lab bench --store", tables: [table],
        sizes: [BenchSize(section: ".text", unpatched: 5000, patched: 5120)],
        contention: BenchContention(
            unpatched: ["contention/fault/vgem/fd/share": "60 %", "contention/fault/vgem/fd/writer": "70 %"],
            patched: [
                "contention/fault/vgem/fd/share": "95 %", "contention/fault/vgem/fd/writer": "90 %",
                "contention/lookup/vma-lock/share": "99 %",
            ]))
}
