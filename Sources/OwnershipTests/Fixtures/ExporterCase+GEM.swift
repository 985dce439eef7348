// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// DRM drivers: dumb buffers, exported by PRIME.
extension ExporterCase {
    // Shared memory (drm_gem_shmem_helper).
    static let vgem = gem("vgem", driver: "vgem", importsItself: true, isSharedMemory: true)
    static let vkms = gem("vkms", driver: "vkms", isSharedMemory: true)
    static let virtioGPU = gem(
        "virtio-gpu", driver: "virtio_gpu", modules: ["virtio_pci", "virtio_gpu"], exporterName: "virtio_gpu",
        binding: DriverBinding(bus: "virtio", driver: "virtio_gpu"),
        limits: isOldest ? [forgettingCommands] : [], isSharedMemory: true)
    static let cirrus = gem(
        "cirrus", driver: cirrusDriver, binding: DriverBinding(bus: "pci", driver: cirrusDriver), isSharedMemory: true)

    private static let cirrusDriver = KernelRelease.running < KernelRelease(7, 3) ? "cirrus" : "cirrus-qemu"

    // TTM, and bochs of 7.3 on shared memory.
    static let qxl = gem(
        "qxl", driver: "qxl", isReadableByProcMem: true, digests: [.digestByVmap], isFilledNatively: isOldest,
        limits: isOldest
            ? [Route.descriptor, .importer, .gemImporter].map {
                Limit($0, [], "qxl of Linux 6.1 maps no dma-buf (ENOSYS)")
            }
            : [withoutScatterList])
    static let bochs =
        KernelRelease.running < KernelRelease(7, 3)
        ? gem(
            "bochs", driver: "bochs-drm", modules: ["bochs"], isReadableByProcMem: true, digests: [.digestByVmap],
            binding: DriverBinding(bus: "pci", driver: "bochs-drm"),
            limits: [isOldest ? Limit(nil, [], "bochs of Linux 6.1 exports nothing (ENOSYS)") : withoutScatterList])
        : gem(
            "bochs", driver: "bochs-drm", modules: ["bochs"], binding: DriverBinding(bus: "pci", driver: "bochs-drm"),
            isSharedMemory: true)
    static let vmwgfx = gem(
        "vmwgfx", driver: "vmwgfx",
        absence: "QEMU's vmware-svga has no pitch lock, without which the driver does not take it")

    private static let isOldest = KernelRelease.running <= KernelRelease(6, 1)

    private static let forgettingCommands = Limit(
        nil, ["unplugged"],
        "virtio-gpu of Linux 6.1 forgets commands that are in flight when it is unbound, and warns of them: newer reclaim them"
    )

    private static let withoutScatterList = Limit(
        .gemImporter, [],
        "the driver makes no scatter list of its memory, so that nobody can attach to a buffer (ENOSYS)")

    /// Guest memory that the host knows as a blob: VIRTGPU_RESOURCE_CREATE_BLOB.
    static let virtioGPUBlob = ExporterCase(
        name: "virtio-gpu-blob", exporterName: "virtio_gpu",
        needs: virtioGPU.needs + [Requirement { _ in blobReason() }],
        routes: [.descriptor, .native, .importer, .gemImporter],
        make: { pages in
            let object = try VirtioGPUBlob.create(size: pages * Page.size)
            return MadeBuffer(try object.export(), native: RouteHolder(object))
        }, binding: virtioGPU.binding, isFaultedUnderVMALock: true)

    private static func blobReason() -> String? {
        do {
            return try VirtioGPUBlob.isOffered ? nil : "QEMU's virtio-gpu offers no blobs: the host has no /dev/udmabuf"
        } catch {
            return "\(error)"
        }
    }

    private static func gem(
        _ name: String, driver: String, modules: [String]? = nil, exporterName: String = "drm",
        importsItself: Bool = false, isReadableByProcMem: Bool = false,
        digests: [OwnershipQuery.Options] = [.digestByDMA, .digestByVmap], isFilledNatively: Bool = false,
        binding: DriverBinding? = nil,
        limits: [Limit] = [], isSharedMemory: Bool = false, absence: String = "the machine has no such device"
    ) -> ExporterCase {
        ExporterCase(
            name: name, exporterName: exporterName,
            needs: [.drm(driver, modules: modules ?? [driver], absence: absence)],
            // vgem importing its own buffer finds the object again, and then it is the native route.
            routes: [.descriptor, .native, .importer] + (importsItself ? [] : [.gemImporter]),
            make: { pages in
                let object = try GEMExporter(driver: driver).create(size: pages * Page.size)
                let buffer = try object.export()
                let native = RouteHolder(object)
                guard isFilledNatively else { return MadeBuffer(buffer, native: native) }
                return MadeBuffer(buffer, native: native) { pattern in
                    try native.map(offset: 0, length: nil, protection: .readWrite, flags: .shared).fill(with: pattern)
                }
            },
            isReadableByProcMem: isReadableByProcMem, digests: digests, binding: binding, limits: limits,
            ownCells: limits.contains { $0.covers(.descriptor, mappedEarly) }
                ? [] : [OwnCell(.descriptor, mappedEarly) { try checkMappedEarly(driver, $0) }],
            isFaultedUnderVMALock: isSharedMemory)
    }

    private static let mappedEarly = "mapped-before-native"

    /// A mapping of the dma-buf that is there before the object has got its fake offset stays right.
    private static func checkMappedEarly(_ driver: String, _ context: TestContext) throws {
        let pattern = PagePattern(buffer: 0xe41)
        let object = try GEMExporter(driver: driver).createDumb(size: 4 * Page.size)
        let buffer = try object.export()
        let early = try Mapping(of: buffer.descriptor, length: 4 * Page.size)
        let native = try object.native()
        let late = try Mapping(of: native.descriptor, offset: native.mapOffset, length: 4 * Page.size)
        late.fill(with: pattern)
        guard case .value = try MemoryProbe.read(early.address + UInt(Page.size)) else {
            context.fail("a mapping made before the fake offset faults")
            return
        }
        if let mismatch = early.mismatch(with: pattern, bufferOffset: 0) {
            context.fail("a mapping made before the fake offset: \(mismatch)")
        }
        let answer = try Inquirer(context).ask(at: early.address + UInt(Page.size), length: Page.size)
        context.equalHex(answer.owner?.offset ?? .max, UInt64(Page.size), "its offset in the buffer")
    }
}
