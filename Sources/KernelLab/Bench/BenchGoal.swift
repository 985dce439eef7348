// SPDX-License-Identifier: GPL-2.0-only

/// What the series promises of a kind of figures, and whether a table keeps it.
struct BenchGoal: Sendable {
    /// What a table makes of it: the figure that is furthest off, and whether even that is good enough.
    struct Verdict: Sendable, Equatable {
        let figure: String
        /// Unpatched, patched and what they come to, or what else was compared.
        let measured: String
        let isMet: Bool
    }

    let what: String
    /// In words, for a table's mitigations.
    let limit: @Sendable (BenchMitigation) -> String
    /// nil where nothing of it was measured.
    let verdict: @Sendable (BenchTable) -> Verdict?
    /// What keeps it from being met, where it is known not to be.
    var obstacle: String?
    /// Whether only kernels that have a lock for each VMA can meet it. 6.1 has none: its faults are tried once, with
    /// mmap_lock held.
    var needsVMALock = false

    func isFor(_ series: String) -> Bool { !needsVMALock || series != "6.1" }

    static let all: [BenchGoal] = [
        more(
            "fault on a dma-buf, patched less unpatched", off: 8, retpoline: 10,
            of: { $0.hasPrefix("fault/") && $0.contains("/fd/") && !isTwoCalls($0) }),
        more(
            "the same where mm calls the exporter twice: a write, of those with mkwrite", off: 16, retpoline: 20,
            of: { $0.hasPrefix("fault/") && $0.contains("/fd/") && isTwoCalls($0) }),
        more(
            "fault on a native mapping", off: 0, retpoline: 0,
            of: { $0.hasPrefix("fault/") && $0.contains("/native/") },
            obstacle: """
                it is a fix's, not the hook's. Since "drm/gem-shmem: Fault in the page the offset asks for" the handler \
                takes the page that vmf->pgoff says, less where the object begins, and no longer the one that is as \
                far from the VMA's start: an instruction fewer, but two for gcc to keep another number meanwhile. \
                Kernels with a lock for each VMA save hundreds.
                """),
        more(
            "fault on what is no dma-buf", off: 0, retpoline: 0,
            of: { $0.hasPrefix("fault/memfd/") || $0.hasPrefix("fault/anonymous/") }),
        ratio("audited exporters: read of the test module and shmem GEM", 720, of: { isAudited($0, "read") }),
        ratio("audited exporters: write of the same", 680, of: { isAudited($0, "write") }),
        ratio(
            "audited exporters: udmabuf's one-page VMAs, page table included", 900,
            of: { $0.hasPrefix("first-fault/udmabuf-memfd/") },
            obstacle: """
                a write is not ->map_pages' to take. __do_fault() has made a page table before it calls the exporter's \
                handler, vmf_insert_pfn() there knows nothing of it and makes another, and mm frees the first one: two \
                on either kernel. To clear the two is most of the figure, on both sides of it; the rest of such a \
                write is where the other goals want it. A read, for which there is one since the series, is the \
                floor of a write that mm would let have that one.
                """),
        more(
            "mmap and munmap of a dma-buf", off: 80, retpoline: 80, of: { isMapping($0) && !isGEM($0) }),
        more(
            "the same of GEM's, where \"drm/prime: Create the mmap offset\" takes a lock to see whether there is one",
            off: 80, retpoline: 80, of: { isMapping($0) && isGEM($0) },
            obstacle: """
                dma_buf_mmap() itself takes what it takes for the others. The rest is drm_vma_offset_add(): whether an \
                object has its fake offset is only known under the lock of the device's offsets, and without that \
                patch a dma-buf that was never mapped through the device's node is mapped at offset 0.
                """),
        lookup(
            "lookup among 15 mappings", "fewest", 400,
            obstacle: """
                half of it is mas_walk(), which goes through the pivots of a maple tree's node one by one, so how far \
                behind in its node an address is counts for more than how many mappings there are: among 68 it \
                takes fewer.
                """),
        lookup("lookup among 30,000 mappings", "30000", 580),
        BenchGoal(
            what: "lookup and PROCMAP_QUERY of the same, a refused question taken off each", limit: { _ in "below it" },
            verdict: { table in
                let all = BenchLookup.tests.compactMap { test in
                    BenchLookup(test, in: table.patched).map { (test, $0.comparisons) }
                }.flatMap { test, comparisons in comparisons.map { (test, $0) } }
                return all.max { $0.1.helper - $0.1.procmap < $1.1.helper - $1.1.procmap }.map { test, worst in
                    Verdict(
                        figure: "lookup/\(test)/\(worst.what)", measured: "\(worst.helper), not \(worst.procmap)",
                        isMet: worst.helper < worst.procmap)
                }
            },
            obstacle: """
                that no VMA could be locked does not say that there is none: only a second walk does, with mmap_lock \
                held, where PROCMAP_QUERY walks once. And a question is refused sooner by the test module's ioctl than \
                by that of /proc, so that less is taken off.
                """),
    ]

    private static func isMapping(_ figure: String) -> Bool {
        figure.hasPrefix("mapping/") && figure.contains("/fd/mmap+munmap-") && BenchRepetition.isExact(figure)
    }

    private static func isGEM(_ figure: String) -> Bool {
        ["vgem", "virtio-gpu", "bochs", "qxl"].contains { figure.contains("/\($0)/") }
    }

    /// Written to without having been read, their pages take a second fault for the write, or a second call in one.
    private static func isTwoCalls(_ figure: String) -> Bool {
        figure.hasSuffix("/write") && (figure.contains("mkwrite") || figure.contains("module-huge-fault"))
    }

    private static func isAudited(_ figure: String, _ access: String) -> Bool {
        ["module-vma-lock", "vgem", "virtio-gpu"].contains { exporter in
            ["fd", "native"].contains { figure == "fault/\(exporter)/\($0)/\(access)" }
        }
    }

    private static func more(
        _ what: String, off: Int, retpoline: Int, of isMeant: @escaping @Sendable (String) -> Bool,
        obstacle: String? = nil
    ) -> BenchGoal {
        let limit: @Sendable (BenchMitigation) -> Int = { $0 == .off ? off : retpoline }
        return BenchGoal(
            what: what, limit: { limit($0) == 0 ? "nothing more" : "at most \(limit($0)) more" },
            verdict: { table in
                let worst = rows(table, isMeant).max { $0.difference < $1.difference }
                return worst.map {
                    Verdict(
                        figure: $0.name, measured: "\($0.unpatched) → \($0.patched): \(signed($0.difference))",
                        isMet: $0.difference <= limit(table.mitigation))
                }
            }, obstacle: obstacle)
    }

    private static func ratio(
        _ what: String, _ thousandths: Int, of isMeant: @escaping @Sendable (String) -> Bool, obstacle: String? = nil
    ) -> BenchGoal {
        BenchGoal(
            what: what, limit: { _ in "at most \(fraction(thousandths)) of unpatched" },
            verdict: { table in
                let worst = rows(table, isMeant).max { $0.thousandths < $1.thousandths }
                return worst.map {
                    Verdict(
                        figure: $0.name, measured: "\($0.unpatched) → \($0.patched): \(fraction($0.thousandths))",
                        isMet: $0.patched * 1000 <= $0.unpatched * thousandths)
                }
            }, obstacle: obstacle, needsVMALock: true)
    }

    private static func lookup(_ what: String, _ test: String, _ most: Int, obstacle: String? = nil) -> BenchGoal {
        BenchGoal(
            what: what, limit: { _ in "at most \(most)" },
            verdict: { table in
                guard let column = BenchLookup(test, in: table.patched),
                    let entry = column.entries.first(where: { $0.name == "first-page" })
                else { return nil }
                return Verdict(
                    figure: "lookup/\(test)/first-page",
                    measured: "\(entry.instructions), of \(column.mappings) mappings",
                    isMet: entry.instructions <= most)
            }, obstacle: obstacle)
    }

    /// A row that both kernels have.
    private struct Both {
        let name: String
        let unpatched, patched: Int
        var difference: Int { patched - unpatched }
        /// Rounded up.
        var thousandths: Int { unpatched > 0 ? (patched * 1000 + unpatched - 1) / unpatched : .max }
    }

    private static func rows(_ table: BenchTable, _ isMeant: (String) -> Bool) -> [Both] {
        table.rows.filter { isMeant($0.name) }.compactMap { row in
            guard let unpatched = row.unpatched, let patched = row.patched else { return nil }
            return Both(name: row.name, unpatched: unpatched, patched: patched)
        }
    }

    private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }

    /// `0.720`
    private static func fraction(_ thousandths: Int) -> String {
        let digits = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }
}
