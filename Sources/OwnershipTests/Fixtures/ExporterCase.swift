// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// An exporter, and which of its kinds of buffers.
struct ExporterCase: Sendable {
    enum Kind: Sendable {
        case testModule(VMOperations, TestBufferDescription.Population, isNative: Bool)
        case udmabuf
        case systemHeap
        case vgem
    }

    /// As tests are named after it.
    let name: String
    let kind: Kind

    var isGEM: Bool {
        if case .vgem = kind { true } else { false }
    }

    /// What `dma_buf.exp_name` is. GEM's comes from the DRM core's prime code, not from the driver.
    var exporterName: String {
        switch kind {
        case .testModule: TestModuleDevice.exporterName
        case .udmabuf: UdmabufExporter.exporterName
        case .systemHeap: "system"
        case .vgem: "drm"
        }
    }

    var needs: [Requirement] {
        switch kind {
        case .testModule: [.testModule]
        case .udmabuf: [.udmabuf]
        case .systemHeap: [.systemHeap]
        case .vgem: [.vgem]
        }
    }

    /// vgem importing its own buffer finds the object again, and then it is the native route. GEM warns
    /// (drm_gem_mmap_obj()) where an exporter leaves VM_DONTEXPAND unset, as those of ordinary pages do.
    var routes: [Route] {
        switch kind {
        case .testModule(_, .faultPage, let isNative):
            isNative ? [.descriptor, .importer, .native] : [.descriptor, .importer]
        case .testModule(_, _, isNative: true): [.descriptor, .importer, .gemImporter, .native]
        case .vgem: [.descriptor, .importer, .native]
        default: [.descriptor, .importer, .gemImporter]
        }
    }

    /// The usual one: PFNs, inserted when touched.
    static let faulted = testModule("module-fault", [.fault], .faultPFN)
    /// Ordinary pages, inserted when touched; none of the VM_ flags that keep mm from growing or copying them.
    static let faultedPages = testModule("module-fault-page", [.fault], .faultPage)
    static let remapped = testModule("module-remap", [], .remap)
    static let inserted = testModule("module-insert", [.open, .close], .insert)
    /// Counted mappings.
    static let counted = testModule("module-fault-close", [.open, .close, .fault], .faultPFN)
    static let native = testModule("module-native", [.open, .close, .fault], .faultPFN, isNative: true)
    static let nativePages = testModule("module-native-page", [.fault], .faultPage, isNative: true)
    static let nativeRemapped = testModule("module-native-remap", [], .remap, isNative: true)
    static let nativeInserted = testModule("module-native-insert", [], .insert, isNative: true)
    static let udmabuf = ExporterCase(name: "udmabuf", kind: .udmabuf)
    static let systemHeap = ExporterCase(name: "system-heap", kind: .systemHeap)
    static let vgem = ExporterCase(name: "vgem", kind: .vgem)

    /// Every class of presence that dma-buf exporters have, every way of filling page tables, every other exporter.
    static let all: [ExporterCase] = [
        faulted, counted, faultedPages,
        testModule("module-fault-mkwrite", [.fault, .pfnMakeWritable, .close, .open], .faultPFN),
        testModule("module-page-mkwrite", [.fault, .pageMakeWritable], .faultPage),
        testModule("module-huge-fault", [.fault, .hugeFault, .pfnMakeWritable, .open, .close], .faultPFN),
        testModule("module-access", [.fault, .access, .open, .close], .faultPFN),
        remapped, testModule("module-remap-close", [.open, .close], .remap), inserted,
        native, nativePages, nativeRemapped, udmabuf, systemHeap, vgem,
    ]

    static func testModule(
        _ name: String, _ operations: VMOperations, _ population: TestBufferDescription.Population,
        isNative: Bool = false
    ) -> ExporterCase {
        ExporterCase(name: name, kind: .testModule(operations, population, isNative: isNative))
    }
}
