// SPDX-License-Identifier: GPL-2.0-only

/// Names what a cell's outcome depends on, so that a pass need not be repeated.
package struct MatrixKeys: Sendable {
    private let kernels: KernelPipeline
    private let toolchain: Toolchain
    private let runnerKey: String
    private let machine: String

    /// - Parameter runnerKey: Names the guest's runner.
    package init(kernels: KernelPipeline, runnerKey: String) async throws {
        self.kernels = kernels
        self.runnerKey = runnerKey
        toolchain = try await Toolchain(runner: kernels.runner)
        machine = try await kernels.runner.output(
            of: Command(QEMUCommand.program, ["--version"]), orFail: .toolMissing, "cannot ask QEMU for its version"
        ).joined(separator: "\n")
    }

    /// Finds the sources of all cells, and each cell's key. A cell whose source cannot be had says why; the others do
    /// not mind.
    package func plan(_ request: MatrixRequest) async throws -> [MatrixRun.Planned] {
        var found: [String: Result<KernelSource, LabFailure>] = [:]
        var planned: [MatrixRun.Planned] = []
        for cell in request.cells {
            let source: Result<KernelSource, LabFailure>
            if let known = found[cell.kernel] {
                source = known
            } else {
                source = try await self.source(request.kernelRequest(cell))
                found[cell.kernel] = source
            }
            do {
                planned.append(MatrixRun.Planned(cell, key: try key(of: cell, request, source: try source.get())))
            } catch {
                planned.append(MatrixRun.Planned(cell, key: nil, failure: error))
            }
        }
        return planned
    }

    private func source(_ request: LabRequest) async throws -> Result<KernelSource, LabFailure> {
        do {
            return .success(try await kernels.source(request))
        } catch let failure as LabFailure {
            return .failure(failure)
        }
    }

    /// The key of a cell; `nil` for somebody's own tree, which may change while it is looked at.
    private func key(of cell: MatrixCell, _ request: MatrixRequest, source: KernelSource) throws(LabFailure) -> String?
    {
        guard source.origin == .distribution else {
            return nil
        }
        let merged = try KernelConfigurator(
            fragments: kernels.repository.fragments(of: cell.profile, kernel: cell.kernel), runner: kernels.runner
        ).merged
        var fingerprint = Fingerprint("matrix cell 1")
        fingerprint.add("source", source.identity)
        if !request.isUnpatched {
            let series = try SeriesFolder(reading: try kernels.repository.series(for: cell.kernel))
            for patch in series.patches {
                fingerprint.add(patch.name, patch.bytes)
            }
        }
        fingerprint.add("config", merged.text)
        fingerprint.add("profile", cell.profile.rawValue)
        fingerprint.add("toolchain", toolchain.identity)
        try fingerprint.add("module", contentsOf: kernels.repository.moduleSources)
        fingerprint.add("runner", runnerKey)
        fingerprint.add("machine", machine + request.accelerator)
        fingerprint.add("filters", request.filters.joined(separator: "\n"))
        return fingerprint.key()
    }
}
