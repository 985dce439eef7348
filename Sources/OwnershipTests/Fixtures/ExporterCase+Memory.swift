// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Exporters of ordinary memory.
extension ExporterCase {
    /// Whether udmabuf and the CMA heap put ordinary pages into VMAs without any special flag, and udmabuf has no vmap.
    private static let isOrdinary = KernelRelease.running <= KernelRelease(6, 1)

    static let udmabuf = ExporterCase(
        name: "udmabuf-memfd", exporterName: UdmabufExporter.exporterName, needs: [.udmabuf],
        routes: [.descriptor, .importer, .gemImporter],
        make: { MadeBuffer(try UdmabufExporter().create(size: $0 * Page.size)) },
        isReadableByProcMem: isOrdinary, digests: isOrdinary ? [.digestByDMA] : [.digestByDMA, .digestByVmap],
        gemImportNeeds: [.gemOfGrowingMappings], isFaultedUnderVMALock: true)

    /// Pages from inside of a huge one.
    static let udmabufHugePages = ExporterCase(
        name: "udmabuf-hugetlb", exporterName: UdmabufExporter.exporterName,
        needs: [.udmabuf, .hugePage, countedHugePages],
        routes: [.descriptor, .importer, .gemImporter],
        make: { pages in
            let memory = try SealedMemory(size: 2 << 20, hasHugePages: true)
            // Brings the page in. udmabuf would, but takes it from those that somebody has reserved, although nobody
            // has (alloc_hugetlb_folio_reserve(): a BUG with CONFIG_DEBUG_VM, a wrong count without).
            try Mapping(of: memory.descriptor, length: memory.size).withMutableBytes { $0[0] = 1 }
            return MadeBuffer(
                try UdmabufExporter().create(of: memory, offset: 3 * Page.size, size: pages * Page.size))
        },
        digests: [.digestByDMA],
        ownCells: [OwnCell(.descriptor, "vmap", checkVmapOfHugePages)], isFaultedUnderVMALock: true)

    /// Freeing the huge page says "Bad page state" there: page_remove_rmap() counts a huge page as a whole.
    private static let countedHugePages = Requirement { _ in
        isOrdinary ? "Linux 6.1 never takes back that a part of a huge page was mapped by udmabuf" : nil
    }

    /// The one way to the bytes that the other cells of huge pages do without.
    private static func checkVmapOfHugePages(_ context: TestContext) throws {
        let subject = try Subject(.udmabufHugePages, by: .descriptor, in: context)
        let mapping = try subject.map()
        let answer = try Inquirer(context).ask(at: mapping.address, length: mapping.length, asking: .digestByVmap)
        context.equal(answer.owner?.inode, subject.inode, "the owner's inode")
        // That defect and no other is excused.
        if answer.owner?.digest == firstPageRepeated(length: mapping.length) {
            throw SkipTest(
                reason: "udmabuf's vmap shows the first page of the huge one for each of the buffer's (before 6.13)")
        }
        context.equalHex(
            answer.owner?.digest ?? 0, subject.pattern.digest(offset: 0, length: mapping.length),
            "digest of the buffer's bytes, by vmap")
    }

    /// The digest of the huge page's first page, one byte that is 1, over and over.
    private static func firstPageRepeated(length: Int) -> UInt32 {
        var bytes = [UInt8](repeating: 0, count: length)
        for start in stride(from: 0, to: length, by: Page.size) { bytes[start] = 1 }
        return CRC32.checksum(of: bytes)
    }

    static let systemHeap = ExporterCase(
        name: "heap-system", exporterName: "system", needs: [.systemHeap],
        routes: [.descriptor, .importer, .gemImporter],
        make: { MadeBuffer(try HeapExporter(name: "system").create(size: $0 * Page.size)) }, canFaultIn: false)

    static let contiguousHeap = ExporterCase(
        name: "heap-cma", exporterName: HeapExporter.contiguousName, needs: [.contiguousHeap],
        routes: [.descriptor, .importer, .gemImporter],
        make: { MadeBuffer(try HeapExporter(name: HeapExporter.contiguousName).create(size: $0 * Page.size)) },
        isReadableByProcMem: isOrdinary, gemImportNeeds: [.gemOfGrowingMappings], isFaultedUnderVMALock: true)
}
