// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// An exporter, and which of its kinds of buffers: all that the suites know about it.
///
/// The classes of the test module are in `ExporterCase+TestModule.swift`, real exporters in files of their own. To add
/// one, describe it in a static constant and put that into ``real``.
struct ExporterCase: Sendable {
    /// As tests are named after it.
    let name: String
    /// What `dma_buf.exp_name` is. GEM's comes from the DRM core's prime code, not from the driver.
    let exporterName: String
    /// Modules and devices; those of the routes come in addition.
    let needs: [Requirement]
    /// By which ways its buffers can be mapped.
    let routes: [Route]
    /// Makes a buffer of exactly that many pages, on files of its own: nothing but the buffer's routes keep it alive.
    let make: @Sendable (_ pages: Int) throws -> MadeBuffer

    /// The smallest buffer that it makes.
    var fewestPages = 1
    /// Whether pages that were zapped come back when they are touched.
    var canFaultIn = true
    /// Whether a native mapping may begin inside of the buffer: DRM nodes want the very start of an object.
    var nativeTakesOffsets = false
    /// Whether /proc/PID/mem can read a mapping: `vm_ops->access`, or ordinary pages.
    var isReadableByProcMem = false
    /// How the kernel can read the buffer to prove what it answers: by DMA, by vmap. None: only identity is checked.
    var digests: [OwnershipQuery.Options] = [.digestByDMA, .digestByVmap]
    /// The driver that can be unbound from its device while a buffer is mapped.
    var binding: DriverBinding?
    /// Whether unbinding takes the pages out of the page tables. Else they are the buffer's own, device or not.
    var isZappedWhenUnplugged = true
    /// What importing its buffers by GEM takes, beside what the route takes.
    var gemImportNeeds: [Requirement] = []
    /// What it cannot do.
    var limits: [Limit] = []
    /// What only it has to show, or has to show in its own way.
    var ownCells: [OwnCell] = []
    /// Whether its faults are handled under the VMA's lock, by all routes, where the kernel can do that.
    var isFaultedUnderVMALock = false

    /// What mapping its buffers by that route takes.
    func needs(by route: Route) -> [Requirement] {
        needs + route.needs + (route == .gemImporter ? gemImportNeeds : [])
    }

    /// Whether a mapping by that route may begin inside of the buffer.
    func takesOffsets(_ route: Route) -> Bool {
        route == .native ? nativeTakesOffsets : route.takesPageOffsets
    }

    /// Every exporter beside the test module, as the matrix of exporters, routes and properties shows them.
    static let real: [ExporterCase] = [
        udmabuf, udmabufHugePages, systemHeap, contiguousHeap, vgem, vkms, virtioGPU, virtioGPUBlob, qxl, vmwgfx, bochs,
        cirrus, vividVmalloc, vividContiguous, vim2m, mbochs,
    ]
}
