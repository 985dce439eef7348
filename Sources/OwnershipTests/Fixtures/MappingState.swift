// SPDX-License-Identifier: GPL-2.0-only

/// What has happened to a mapping, or to what it was made of, before the kernel is asked about it.
enum MappingState: String, Sendable, CaseIterable {
    case whole
    case interior
    case pageOffset = "page-offset"
    /// The middle third unmapped.
    case split
    /// The middle third read-only, so that there are three VMAs.
    case protected
    case moved
    case forked
    case descriptorClosed = "fd-closed"
    /// GEM handles, or the test module's mmap offsets.
    case handleClosed = "handle-closed"

    func applies(to route: Route, of exporter: ExporterCase) -> Bool {
        switch self {
        case .pageOffset: route.takesPageOffsets && !(route == .native && exporter.isGEM)
        // Without a handle a GEM object does not know its dma-buf any more: see LifetimeSuite.
        case .handleClosed: exporter.isGEM ? route != .native : route != .descriptor
        default: true
        }
    }
}
