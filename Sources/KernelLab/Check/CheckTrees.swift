// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// The patched tree and the unpatched one, laid out and locked.
struct CheckTrees: Sendable {
    let source: KernelSource
    let overlay: TreeOverlay
    let patched: KernelTree
    let plain: KernelTree

    /// Files that the series makes or changes.
    var files: [String] { overlay.files.filter { $0.value != nil }.map(\.key).sorted() }
}

extension KernelPipeline {
    /// Lays out both trees and runs a body that nobody else's run may disturb in them.
    ///
    /// - Parameter request: one whose series applies and gives `overlay`.
    func withTrees<Value: Sendable>(
        _ request: LabRequest, source: KernelSource, overlay: TreeOverlay,
        _ body: (CheckTrees) async throws -> Value
    ) async throws -> Value {
        let base = request.withoutSeries
        // Both slots, always in this order: nobody else ever holds two.
        return try await locking(slot(base, source: source)) {
            try await locking(slot(request, source: source)) {
                let patched = try await stage(request, source: source, overlay: overlay)
                let plain = try await stage(base, source: source, overlay: .empty)
                return try await body(
                    CheckTrees(source: source, overlay: overlay, patched: patched, plain: plain))
            }
        }
    }
}

extension LabRequest {
    /// The control: the same kernel without the series.
    var withoutSeries: LabRequest {
        var request = self
        request.isUnpatched = true
        request.series = nil
        return request
    }
}
