// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

extension ExporterCase {
    /// The usual one: PFNs, inserted when touched.
    static let faulted = testModule("module-fault", [.fault], .faultPFN)
    /// Ordinary pages, inserted when touched; none of the VM_ flags that keep mm from growing or copying them.
    static let faultedPages = testModule("module-fault-page", [.fault], .faultPage)
    static let remapped = testModule("module-remap", [], .remap)
    static let inserted = testModule("module-insert", [.open, .close], .insert)
    /// Counted mappings.
    static let counted = testModule("module-fault-close", [.open, .close, .fault], .faultPFN)
    /// Asked for a huge page first, which it has none of.
    static let hugeFaulted = testModule(
        "module-huge-fault", [.fault, .hugeFault, .pfnMakeWritable, .open, .close], .faultPFN)
    static let native = testModule("module-native", [.open, .close, .fault], .faultPFN, isNative: true)
    static let nativePages = testModule("module-native-page", [.fault], .faultPage, isNative: true)
    static let nativeRemapped = testModule("module-native-remap", [], .remap, isNative: true)
    static let nativeInserted = testModule("module-native-insert", [], .insert, isNative: true)

    /// Every class of presence that dma-buf exporters have, every way of filling page tables.
    static let classes: [ExporterCase] = [
        faulted, counted, faultedPages,
        testModule("module-fault-mkwrite", [.fault, .pfnMakeWritable, .close, .open], .faultPFN),
        testModule("module-page-mkwrite", [.fault, .pageMakeWritable], .faultPage),
        hugeFaulted,
        testModule("module-access", [.fault, .access, .open, .close], .faultPFN),
        remapped, testModule("module-remap-close", [.open, .close], .remap), inserted,
        native, nativePages, nativeRemapped,
        // Faults under the VMA's lock, where the kernel can do that.
        testModule("module-vma-lock", [.fault, .mapNoPages], .faultPFN, isNative: true),
        testModule("module-vma-lock-mkwrite", [.fault, .mapNoPages, .pageMakeWritable], .faultPage),
    ]

    static func testModule(
        _ name: String, _ operations: VMOperations, _ population: TestBufferDescription.Population,
        isNative: Bool = false
    ) -> ExporterCase {
        var routes: [Route] = [.descriptor, .importer]
        // GEM warns (drm_gem_mmap_obj()) where an exporter leaves VM_DONTEXPAND unset, as that of ordinary pages does.
        if population != .faultPage { routes.append(.gemImporter) }
        if isNative { routes.append(.native) }
        return ExporterCase(
            name: name, exporterName: TestModuleDevice.exporterName, needs: [.testModule], routes: routes,
            make: { pages in
                let device = try TestModuleDevice()
                let canLock = try device.information().features.contains(.vmaLockFaults)
                var both = try TestExporter(device: device).createNative(
                    TestBufferDescription(
                        size: pages * Page.size,
                        operations: canLock ? operations : operations.subtracting(.mapNoPages),
                        population: population, isNative: isNative))
                guard let native = both.detachNative() else { return MadeBuffer(both.takeBuffer()) }
                return MadeBuffer(both.takeBuffer(), native: RouteHolder(native))
            },
            canFaultIn: population == .faultPFN || population == .faultPage, nativeTakesOffsets: true)
    }
}
