// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import Glibc

/// What a mapping is after the driver of its device was unbound.
///
/// drm_dev_unplug() zaps every mapping of the device's. Whether it did is told by the faults of the next touches: a page
/// table entry that stayed raises none. What a touch shows then is the driver's choice (the old pages, a page of
/// zeros, SIGBUS), but it must not be the memory of a device that is gone. Where the memory never was the device's, the
/// mapping goes on.
struct UnplugCheck {
    private let exporter: ExporterCase
    private let route: Route
    private let context: TestContext

    init(_ exporter: ExporterCase, _ route: Route, _ context: TestContext) {
        self.exporter = exporter
        self.route = route
        self.context = context
    }

    func run() throws {
        guard let binding = exporter.binding, let device = binding.device else {
            throw SkipTest(reason: "\(exporter.name) has no device that could be unbound")
        }
        do {
            let subject = try Subject(exporter, by: route, in: context)
            let mapping = try subject.map()
            subject.expectContent(of: mapping, offset: 0, "before")
            // The first rounds bring in this code itself.
            let quiet = try (0..<5).map { _ in try touch(mapping).faults }.last
            context.equal(quiet, 0, "faults of pages that were touched before")
            try binding.unbind(device)
            let after = try touch(mapping)
            context.note("\(after.faults) faults, \(after.busErrors) bus errors after unbinding")
            if exporter.isZappedWhenUnplugged {
                context.check(
                    after.faults > 0 || after.busErrors == Subject.standardPages,
                    "the page table entries are still there after the driver was unbound")
            } else {
                context.equal(after.busErrors, 0, "bus errors after the driver was unbound")
                subject.expectContent(of: mapping, offset: 0, "after the driver was unbound")
            }
            if context.environment.unmetReason(of: .getDMABuf) == nil {
                let owner = try Inquirer(context).expectOwned(
                    at: mapping.address + UInt(Page.size), length: 1, "after the driver was unbound")
                context.equal(owner?.inode, subject.inode, "the owner's inode")
                context.equalHex(owner?.offset ?? 0, UInt64(Page.size), "offset in the buffer")
            }
        } catch {
            context.fail("\(error)")
        }
        try binding.bind(device)
        // As good as new.
        let again = try Subject(exporter, by: route, in: context)
        again.expectContent(of: try again.map(), offset: 0, "after the driver was bound again")
    }

    /// Reads a byte of each page; counts this process's minor faults meanwhile.
    private func touch(_ mapping: borrowing Mapping) throws -> (faults: Int, busErrors: Int) {
        var busErrors = 0
        let before = Self.minorFaults
        for offset in stride(from: 0, to: mapping.length, by: Page.size) {
            if case .busError = try mapping.probeRead(at: offset) { busErrors += 1 }
        }
        return (Self.minorFaults - before, busErrors)
    }

    private static var minorFaults: Int {
        var usage = rusage()
        getrusage(RUSAGE_SELF.rawValue, &usage)
        return usage.ru_minflt
    }
}
