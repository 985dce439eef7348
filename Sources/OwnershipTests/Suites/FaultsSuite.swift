// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// Memory that cannot be had, at every single allocation: what was asked for is done or it is not, the owner stays, and
/// nothing is left behind.
enum FaultsSuite {
    static let suite = Suite(
        "faults", exporters.flatMap { exporter in exporter.routes.map { test(exporter, $0) } } + exports)

    private static let needs: [Requirement] = [
        .testModule, .getDMABuf, AllocationFaults.requirement, AllocationFaults.pagesRequirement,
    ]

    private static let exporters: [ExporterCase] =
        [.faulted, .counted, .faultedPages, .hugeFaulted, .native, .nativePages] + ExporterCase.real

    private static func test(_ exporter: ExporterCase, _ route: Route) -> Test {
        let name = "\(exporter.name)/\(route.rawValue)"
        if let limit = exporter.limits.first(where: { $0.covers(route, "") }) {
            return Test(name, needs: exporter.needs) { _ in throw SkipTest(reason: limit.reason) }
        }
        return Test(name, needs: exporter.needs(by: route) + needs) { context in
            let subject = try Subject(exporter, by: route, in: context)
            // A fork has hundreds of them, and copies every exporter's VMAs in the same way: one that counts them will do.
            let isForked = exporter.name == ExporterCase.counted.name && route == .descriptor
            for step in FaultStep.allCases where step != .fork || isForked {
                try FaultWalk(subject, context).run(step)
            }
        }
    }

    /// Video buffers note their dma-bufs, which takes memory of its own. Not those that are contiguous for DMA:
    /// vb2_dc_get_dmabuf() warns where it has no memory for their scatter list.
    private static let exports: [Test] = [VideoDevice.vividVmalloc, .vim2m].map { device in
        Test("export/\(device.bus.split(separator: ":").last ?? "")", needs: [device.requirement] + needs) { context in
            let native = try device.open().create(size: 4 * Page.size)
            let mapping = try native.map()
            let inquirer = try Inquirer(context)
            let faults = try AllocationFaults(includesPages: true)
            var (allocations, refusals) = (0, 0)
            var isLast = false
            while !isLast {
                var inode: UInt64?
                isLast = try !faults.fail(allocations + 1) {
                    do {
                        let buffer = try native.export()
                        inode = buffer.inode
                    } catch let error as SystemCallError where [.invalidArgument, .noMemory].contains(error.errno) {
                        // The first is what vb2_core_expbuf() makes of any error.
                        refusals += 1
                    }
                }
                context.check(!isLast || inode != nil, "no export, although no allocation failed")
                try inquirer.expect(
                    .notADMABuf, at: mapping.address, length: mapping.length,
                    "allocation \(allocations + 1) failed, and no dma-buf is left")
                allocations += 1
            }
            context.note("\(allocations - 1) allocations failed, \(refusals) times there was no export")
            context.check(refusals > 0, "no failure was told")
        }
    }
}
