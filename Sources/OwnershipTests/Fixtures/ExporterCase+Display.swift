// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// A display without hardware, whose screen a VFIO device gives as a dma-buf.
extension ExporterCase {
    static let mbochs = ExporterCase(
        name: "mbochs", exporterName: DisplayExporter.driver,
        // Nobody can map its dma-bufs without the series, and whoever imports them has the kernel warn.
        needs: [.root, .testModule, .getDMABuf, Requirement { $0.displayReason() }],
        routes: [.descriptor, .native, .importer, .gemImporter],
        make: { pages in
            let screen = try display.create(size: pages * Page.size)
            let buffer = try screen.export()
            let native = RouteHolder(screen)
            // Not through the dma-buf, which is the thing under test: by the video memory that it shows.
            return MadeBuffer(buffer, native: native) { pattern in
                try native.map(offset: 0, length: nil, protection: .readWrite, flags: .shared).fill(with: pattern)
            }
        },
        fewestPages: DisplayExporter.smallestSize / Page.size, isReadableByProcMem: true,
        digests: [.digestByDMA],
        limits: [
            Limit(
                .native, [], "the video memory is no dma-buf's: several may show parts of it, or none (see not-owned)"
            )
        ],
        ownCells: [
            OwnCell(.native, "not-owned", cells.notOwned),
            OwnCell(.native, "first-query", cells.firstQuery),
            OwnCell(.native, "memory-access", cells.memoryAccess),
            OwnCell(.descriptor, "exported-twice", cells.exportedTwice),
            OwnCell(.descriptor, "exported-again", cells.exportedAgain),
            OwnCell(.descriptor, "no-descriptor-left", cells.noDescriptorLeft),
            OwnCell(.descriptor, "unplugged") { _ in
                throw SkipTest(reason: "the release of its dma-buf looks at the device, which must not be gone by then")
            },
        ])

    private static let cells = DisplayCells(display: display)

    private static let display = DisplayExporter(identifier: displayIdentifier)

    fileprivate static let displayIdentifier = "6d626f63-6873-4d64-8000-646d61627566"
}

extension TestEnvironment {
    /// Why there is no mediated device; it is made once, and there until the run ends: a dma-buf of its must not be the
    /// last thing that is left of it.
    fileprivate func displayReason() -> String? {
        let identifier = ExporterCase.displayIdentifier
        if access("/sys/bus/mdev/devices/\(identifier)", F_OK) == 0 { return nil }
        // The kernel would ask modprobe for the first when a container is opened.
        for module in ["vfio_iommu_type1", "mbochs"] {
            if let reason = load(module) { return reason }
        }
        do {
            keep(
                MediatedDeviceHolder(
                    try MediatedDevice(
                        parent: DisplayExporter.driver, type: DisplayExporter.type, identifier: identifier)))
            return nil
        } catch {
            return "no mediated device of mbochs: \(error)"
        }
    }
}
