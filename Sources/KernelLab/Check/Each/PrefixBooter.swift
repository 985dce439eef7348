// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import SystemPackage

/// Boots the kernel that stands in a build folder and runs the suites in it.
struct PrefixBooter: Sendable {
    let kernels: KernelPipeline
    let toolchain: Toolchain
    let request: LabRequest
    /// Below the folder of the results.
    var area = "each"
    /// Which tests; all if there are none.
    var filters: [String] = []
    /// From power-on to the last line, where it is another than the profile's.
    var overallTimeout: Duration?

    /// - Parameters:
    ///   - runnerKey: what tells the runner from others.
    ///   - name: what the folder of the results is called.
    /// - Returns: what came of it, or of an equal kernel that was booted before and had no troubles.
    /// - Throws: ``LabFailure`` with exit code 14 when the test module does not build.
    func boot(
        _ tree: KernelTree, runnerKey: String, as name: String
    ) async throws -> PrefixBoot {
        let scratch = try kernels.cache.makeTemporaryFolder(for: "prefix")
        defer { try? FileTree.remove(scratch) }
        let kernelFolder = scratch.appending("kernel")
        let modules = scratch.appending("modules")
        try FileTree.makeFolder(kernelFolder)
        try FileTree.makeFolder(modules)
        try await KernelBuilder(
            cache: kernels.cache, runner: kernels.runner, toolchain: toolchain, progress: kernels.output,
            recorder: kernels.recorder
        ).publish(tree, profile: .fast, into: kernelFolder)
        try await ModuleBuilder(cache: kernels.cache, runner: kernels.runner, toolchain: toolchain)
            .build(kernels.repository.moduleSources, tree: tree, into: modules)

        // What is booted: most patches are about drivers that this kernel does not have.
        var fingerprint = Fingerprint("prefix boot 1")
        fingerprint.add("runner", runnerKey)
        for filter in filters {
            fingerprint.add("filter", filter)
        }
        for (title, folder) in [("kernel", kernelFolder), ("module", modules)] {
            let files = FileTree.files(below: folder)
                .filter { $0 == "kernel" || $0.hasSuffix(".ko") }
            let digests = try await kernels.runner.output(
                of: Command("sha256sum", files, directory: folder), orFail: .inputOutput, "cannot read the kernel")
            fingerprint.add(title, digests.joined(separator: "\n"))
        }
        let key = fingerprint.key()
        let file = "boot.json"
        if let folder = kernels.cache.find(.boots, key) {
            return try KeptChecks.read(folder.appending(file))
        }
        let prepared = PreparedKernel(
            kernel: BuiltKernel(key: key, folder: kernelFolder), moduleKey: key, modules: modules, tree: tree,
            sourceTitle: "")
        let boot = try await boot(prepared, scratch: scratch, as: name)
        if boot.troubles.isEmpty {
            _ = try await kernels.cache.entry(.boots, key, onWait: {}) { folder in
                try KeptChecks.write(boot, to: folder.appending(file))
            }
        }
        return boot
    }

    private func boot(
        _ prepared: PreparedKernel, scratch: FilePath, as name: String
    ) async throws -> PrefixBoot {
        let boots = BootPipeline(
            repository: kernels.repository, cache: kernels.cache, runner: kernels.runner, output: kernels.output,
            recorder: kernels.recorder)
        var request = request
        request.profile = .fast
        let image = try await boots.image(request, prepared, shell: nil)
        // There are as many images as kernels; none is needed twice.
        defer { try? FileTree.discard(image.removingLastComponent()) }
        var command = try await boots.machine(request, prepared, image: image)
        command.initArguments = ["run", "--channel", "/dev/ttyS1"] + filters.flatMap { ["--filter", $0] }
        let folder = request.results.appending(area).appending(String(name.prefix { $0 != "." }))
        try FileTree.remove(folder)
        try FileTree.makeFolder(folder)
        let serial = scratch.appending("serial")
        try FileTree.makeFolder(serial)
        var timeouts = MachineTimeouts(profile: .fast, accelerator: command.accelerator)
        timeouts.overall = overallTimeout ?? timeouts.overall
        let output = kernels.output
        let outcome = try await VirtualMachine(command, timeouts: timeouts, runner: kernels.runner)
            .run(scratch: serial, results: folder) { event in
                if case .finished(let path, let test) = event, test.children.isEmpty {
                    output.update(nil, "\(name.prefix(4)): \(path.joined(separator: "/"))")
                }
            }
        if outcome.wasInterrupted {
            throw CancellationError()
        }
        return Self.summary(outcome, folder: folder)
    }

    private static func summary(_ outcome: VirtualMachine.Outcome, folder: FilePath) -> PrefixBoot {
        let record = outcome.record
        let verdict = Verdict(
            RunEvidence(
                report: record.report, guestEnd: record.guestEnd, splats: record.splats, boot: record.boot,
                machine: outcome.end, runningTest: record.runningTest))
        // Whether a test may fail is not for the verdict to say.
        let troubles = ((verdict.cause.map { [$0] } ?? []) + verdict.others).filter { $0.kind != .testsFailed }
        let leaves = record.report.map { TestLeaf.leaves(of: $0) } ?? []
        return PrefixBoot(
            passed: leaves.filter { $0.test.status == .pass }.map(\.fullName),
            failed: record.report.map { FailedTests($0).names } ?? [],
            skipped: leaves.count { $0.test.status == .skip }, troubles: troubles.map(\.message),
            folder: folder.string)
    }
}
