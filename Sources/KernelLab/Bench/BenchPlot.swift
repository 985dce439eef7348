// SPDX-License-Identifier: GPL-2.0-only

/// A document's figures as pictures, those that say the most.
struct BenchPlot: Sendable, Equatable {
    /// Of the file, beside the page.
    let fileName: String
    let chart: BarChart

    static func all(of document: BenchDocument) -> [BenchPlot] {
        guard let table = document.tables.first else { return [] }
        let name = "\(document.series)-\(document.profile)"
        let subject = "Linux \(document.kernel), \(table.mitigation.title)"
        return [
            BenchPlot(
                fileName: "\(name)-faults.svg",
                chart: BarChart(
                    title: "Instructions of a fault, \(subject)", series: ["unpatched", "patched"],
                    groups: groups(faultRows, table))),
            // A page table is several times a fault: on the same scale nothing could be seen of the others.
            BenchPlot(
                fileName: "\(name)-first-faults.svg",
                chart: BarChart(
                    title: "Instructions of a fault that finds no page table, \(subject)",
                    series: ["unpatched", "patched"], groups: groups(firstFaultRows, table))),
            BenchPlot(
                fileName: "\(name)-lookups.svg",
                chart: BarChart(
                    title: "Instructions to find what is at an address, \(subject) (logarithmic)",
                    series: lookupColumns(table).map { "\($0.mappings) mappings" }, groups: lookups(table),
                    isLogarithmic: true)),
        ].filter { !$0.chart.groups.isEmpty }
    }

    private static let faultRows: KeyValuePairs = [
        "fault/vgem/fd/read": "shmem GEM by fd, read", "fault/vgem/fd/write": "shmem GEM by fd, write",
        "fault/vgem/native/read": "shmem GEM natively, read", "fault/vgem/native/write": "shmem GEM natively, write",
        "fault/heap-cma/fd/read": "CMA heap, read", "fault/heap-cma/fd/write": "CMA heap, write",
        "fault/module-vma-lock/fd/read": "test module, VMA's lock, read",
        "fault/module-vma-lock/fd/write": "test module, VMA's lock, write",
        "fault/module-fault/fd/read": "test module, read", "fault/module-fault/fd/write": "test module, write",
        "fault/qxl/fd/read": "TTM (qxl) by fd, read", "fault/memfd/shared/read": "memfd, no dma-buf, read",
    ]

    private static let firstFaultRows: KeyValuePairs = [
        "first-fault/udmabuf-memfd/fd/read": "udmabuf, read", "first-fault/udmabuf-memfd/fd/write": "udmabuf, write",
        "first-fault/module-huge-fault/fd/read": "test module, not audited, read",
        "first-fault/module-huge-fault/fd/write": "test module, not audited, write",
    ]

    /// The rows that both kernels have.
    private static func groups(_ rows: KeyValuePairs<String, String>, _ table: BenchTable) -> [BarChart.Group] {
        rows.compactMap { name, label in
            let values = [table.unpatched.count(name), table.patched.count(name)]
            return values.contains(nil) ? nil : BarChart.Group(label: label, values: values)
        }
    }

    private static let lookupRows: KeyValuePairs = [
        "first-page": "owner and offset, by fd", "native": "owner and offset, natively",
        "first-page+fd": "owner, with a new fd", "procmap-query": "PROCMAP_QUERY",
        "procmap-query+name": "PROCMAP_QUERY with the name", "registry": "a program's own tree",
        "maps-text-to-entry": "/proc/self/maps to the entry", "maps-text-whole": "/proc/self/maps, all",
    ]

    private static func lookupColumns(_ table: BenchTable) -> [BenchLookup] {
        BenchLookup.tests.compactMap { BenchLookup($0, in: table.patched) }
    }

    private static func lookups(_ table: BenchTable) -> [BarChart.Group] {
        let columns = lookupColumns(table)
        return lookupRows.compactMap { name, label in
            let values = columns.map { column in column.entries.first { $0.name == name }?.instructions }
            return values.allSatisfy { $0 == nil } ? nil : BarChart.Group(label: label, values: values)
        }
    }
}
