// SPDX-License-Identifier: GPL-2.0-only

/// The unpatched tree, laid out and locked only while it is needed: looking at each patch takes hours.
struct PlainTree: Sendable {
    let kernels: KernelPipeline
    /// Without the series.
    let request: LabRequest
    let source: KernelSource

    /// Runs a body that nobody else's run may disturb in the tree.
    func with<Value: Sendable>(_ body: (KernelTree) async throws -> Value) async throws -> Value {
        try await kernels.locking(kernels.slot(request, source: source)) {
            try await body(try await kernels.stage(request, source: source, overlay: .empty))
        }
    }
}
