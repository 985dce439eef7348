// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Exporters of ordinary memory.
extension ExporterCase {
    static let udmabuf = ExporterCase(
        name: "udmabuf-memfd", exporterName: UdmabufExporter.exporterName, needs: [.udmabuf],
        routes: [.descriptor, .importer, .gemImporter],
        make: { MadeBuffer(try UdmabufExporter().create(size: $0 * Page.size)) })

    /// Pages from inside of a huge one.
    static let udmabufHugePages = ExporterCase(
        name: "udmabuf-hugetlb", exporterName: UdmabufExporter.exporterName, needs: [.udmabuf, .hugePage],
        routes: [.descriptor, .importer, .gemImporter],
        make: { pages in
            let memory = try SealedMemory(size: 2 << 20, hasHugePages: true)
            return MadeBuffer(
                try UdmabufExporter().create(of: memory, offset: 3 * Page.size, size: pages * Page.size))
        },
        // Before 6.13 vmap_udmabuf() maps the first page of the huge one for each of the buffer's.
        digests: [.digestByDMA])

    static let systemHeap = ExporterCase(
        name: "heap-system", exporterName: "system", needs: [.systemHeap],
        routes: [.descriptor, .importer, .gemImporter],
        make: { MadeBuffer(try HeapExporter(name: "system").create(size: $0 * Page.size)) }, canFaultIn: false)

    static let contiguousHeap = ExporterCase(
        name: "heap-cma", exporterName: HeapExporter.contiguousName, needs: [.contiguousHeap],
        routes: [.descriptor, .importer, .gemImporter],
        make: { MadeBuffer(try HeapExporter(name: HeapExporter.contiguousName).create(size: $0 * Page.size)) })
}
