// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// Video buffers (videobuf2): each VIDIOC_EXPBUF exports a buffer anew.
extension ExporterCase {
    static let vividVmalloc = video(
        "vivid-vmalloc", device: .vividVmalloc, exporterName: "videobuf2_vmalloc", isReadableByProcMem: true)
    static let vividContiguous = video(
        "vivid-contig", device: .vividContiguous, exporterName: "videobuf2_dma_contig", isReadableByProcMem: false)
    static let vim2m = video("vim2m", device: .vim2m, exporterName: "videobuf2_vmalloc", isReadableByProcMem: true)

    private static func video(
        _ name: String, device: VideoDevice, exporterName: String, isReadableByProcMem: Bool
    ) -> ExporterCase {
        let cells = VideoCells(device: device)
        let memory = device.hasVmalloc ? [OwnCell(.native, "memory-given-back", cells.memoryGivenBack)] : []
        return ExporterCase(
            name: name, exporterName: exporterName, needs: [device.requirement],
            routes: [.descriptor, .native, .importer, .gemImporter],
            make: { pages in
                let native = try device.open().create(size: pages * Page.size)
                return MadeBuffer(try native.export(), native: RouteHolder(native))
            }, canFaultIn: false, isReadableByProcMem: isReadableByProcMem,
            binding: DriverBinding(bus: "platform", driver: device.driver), isZappedWhenUnplugged: false,
            ownCells: [
                OwnCell(.native, "fd-closed", cells.lastExportClosed),
                OwnCell(.native, "not-exported", cells.notExported),
                OwnCell(.native, "several-exports", cells.severalExports),
                OwnCell(.native, "path-handle", cells.pathHandle),
                OwnCell(.descriptor, "read-only", cells.readOnly),
                OwnCell(.descriptor, "several-exports", cells.severalExportsByDescriptor),
            ] + memory)
    }
}
