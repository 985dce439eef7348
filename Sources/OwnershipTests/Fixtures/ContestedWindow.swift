// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// A window of addresses in which mappings of several buffers come and go, by each route.
final class ContestedWindow {
    /// The buffers. Those of the first three can be relocated.
    let subjects: [Subject]
    /// Who makes the changes.
    let mutator: WindowMutator
    private let mapping: Mapping

    /// The first address.
    var address: UInt { mapping.address }

    /// - Parameter first: the exporter of the buffer that an importer maps.
    init(pages: Int, first: ExporterCase, device: borrowing TestModuleDevice, _ context: TestContext) throws {
        subjects = [
            try Subject(first, by: .importer, in: context), try Subject(.native, by: .native, in: context),
            try Subject(.faultedPages, by: .descriptor, in: context),
            try Subject(.remapped, by: .descriptor, in: context),
        ]
        mapping = try Mapping(anonymous: pages * Page.size, protection: .none)
        mutator = WindowMutator(
            window: mapping.range, routes: try subjects.map { try $0.mapTarget() },
            movable: try subjects.prefix(3).map { try $0.descriptor.rawValue }, device: device.descriptor.rawValue)
    }
}
