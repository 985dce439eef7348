// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// What a test cannot do without. Looked for when the test's turn comes: one of the suites loads and unloads modules.
///
/// An exporter's own are made where the exporter is described.
public struct Requirement: Sendable {
    /// Why it is not met, in words for the SKIP line, or nil if it is.
    let unmetReason: @Sendable (TestEnvironment) -> String?

    init(_ unmetReason: @escaping @Sendable (TestEnvironment) -> String?) {
        self.unmetReason = unmetReason
    }

    /// Modules and devices are root's.
    static let root = Requirement { _ in geteuid() == 0 ? nil : "not root" }
    /// dmabuf_vma_test.ko is loaded, or can be.
    static let testModule = Requirement { $0.missing(TestModuleDevice.path, of: TestEnvironment.moduleName) }
    /// This kernel answers: it has the series.
    static let getDMABuf = Requirement { $0.getDMABufReason() }
    /// Exporters can say that their faults may run under the VMA's lock.
    static let vmaLockFaults = Requirement { $0.vmaLockFaultsReason() }
    /// The kernel counts which lock faults are handled under.
    static let faultLockCounters = Requirement { _ in
        FaultLockCounters() == nil ? "no vma_lock_retry in /proc/vmstat (CONFIG_PER_VMA_LOCK_STATS)" : nil
    }
    /// /dev/udmabuf.
    static let udmabuf = Requirement { $0.missing(UdmabufExporter.path, "CONFIG_UDMABUF") }
    /// /dev/dma_heap/system.
    static let systemHeap = Requirement {
        $0.missing(HeapExporter.path(of: "system"), "CONFIG_DMABUF_HEAPS_SYSTEM")
    }
    /// The heap of contiguous memory.
    static let contiguousHeap = Requirement {
        $0.missing(
            HeapExporter.path(of: HeapExporter.contiguousName), "CONFIG_DMABUF_HEAPS_CMA, and cma= on the command line")
    }
    /// A vgem DRM node; its module is loaded for it.
    static let vgem = drm("vgem", modules: ["vgem"], absence: "the module makes no device")
    /// GEM takes mappings that may grow, as udmabuf's and the CMA heap's may in 6.1, without a warning.
    static let gemOfGrowingMappings = Requirement { environment in
        guard KernelRelease.running <= KernelRelease(6, 1), environment.getDMABufReason() != nil else { return nil }
        return "Linux 6.1 warns of an import whose exporter leaves VM_DONTEXPAND unset, but for the series"
    }
    /// The series' KUnit suite: where its module is, loading it runs it.
    static let kunit = Requirement { KUnitResults.unmetReason($0) }
    /// Protection keys of the CPU and the kernel.
    static let protectionKeys = Requirement { $0.protectionKeysReason() }
    /// At least one free huge page.
    static let hugePage = Requirement { $0.hugePageReason() }
    /// The kernel's list of all dma-bufs, in debugfs.
    static let bufferList = Requirement {
        $0.missing("/sys/kernel/debug/dma_buf/bufinfo", "CONFIG_DEBUG_FS, debugfs mounted")
    }

    /// A DRM node of a driver, as `DRM_IOCTL_VERSION` names it; its modules are loaded for it, in order.
    /// - Parameter absence: Why there may be none all the same.
    static func drm(_ driver: String, modules: [String], absence: String) -> Requirement {
        Requirement { $0.drmReason(driver, modules, absence) }
    }
}
