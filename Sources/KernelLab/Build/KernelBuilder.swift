// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Builds a kernel in its build folder and publishes what a boot needs of it.
package struct KernelBuilder: Sendable {
    private let cache: LabCache
    private let runner: CommandRunner
    private let toolchain: Toolchain
    private let progress: any ProgressReporter
    private let recorder: StepRecorder

    package init(
        cache: LabCache, runner: CommandRunner, toolchain: Toolchain, progress: any ProgressReporter,
        recorder: StepRecorder
    ) {
        self.recorder = recorder
        self.cache = cache
        self.runner = runner
        self.toolchain = toolchain
        self.progress = progress
    }

    /// The name of the kernel that a tree, a configuration and a compiler give.
    package func key(of tree: KernelTree, _ config: MergedConfig, _ profile: BuildProfile) -> String {
        var fingerprint = Fingerprint("kernel 1")
        fingerprint.add("tree", tree.identity)
        fingerprint.add("config", config.text)
        fingerprint.add("profile", profile.rawValue)
        fingerprint.add("toolchain", toolchain.identity)
        for argument in arguments(for: tree, config, profile) {
            fingerprint.add("argument", argument)
        }
        return fingerprint.key()
    }

    /// What `make` is told besides the configuration.
    private func arguments(for tree: KernelTree, _ config: MergedConfig, _ profile: BuildProfile) -> [String] {
        EarlyCode(of: tree.source, config).arguments + InstrumentedObjects(tree).arguments(for: profile)
    }

    /// Brings the build folder to the state that a key names, unless it is there already.
    package func build(
        _ tree: KernelTree, key: String, profile: BuildProfile, configurator: KernelConfigurator
    ) async throws {
        let stateFile = tree.build.appending("built-key")
        if let bytes = try? AtomicFile.read(stateFile), bytes == Array(key.utf8) {
            return
        }
        try FileTree.makeFolder(tree.build)
        let isFirst = !FileTree.exists(tree.build.appending("vmlinux"))
        try DiskSpace.require(isFirst ? profile.buildSize : 100_000_000, at: tree.build)
        FileTree.unlink(stateFile)

        let marker = tree.build.appending("build-under-way")
        if FileTree.exists(marker) {
            let removed = BuildRecovery.removeUnfinished(in: tree.build)
            progress.note("the last build here was cut short: \(removed) unfinished files removed")
        }
        try AtomicFile.write("", to: marker)
        try await recorder.run("configure") {
            try await configurator.configure(tree, toolchain: toolchain, log: tree.build.appending("configure.log"))
            return ((), "\(configurator.merged.requests.count) symbols as asked")
        }
        try await recorder.run("build") {
            let arguments = arguments(for: tree, configurator.merged, profile)
            let steps = try await compile(tree, arguments, profile: profile, isFirst: isFirst, marker: marker)
            return ((), "\(profile.rawValue) kernel, \(steps) steps")
        }
        try AtomicFile.write(key, to: stateFile)
    }

    /// Runs `make` with these arguments besides the usual ones; gives how many steps it announced.
    private func compile(
        _ tree: KernelTree, _ arguments: [String], profile: BuildProfile, isFirst: Bool, marker: FilePath
    ) async throws -> Int {
        let log = tree.build.appending("build.log")
        let counter = BuildProgress(
            title: "building", expected: isFirst ? profile.expectedSteps : nil, reporter: progress)
        let result = try await runner.run(
            tree.make(arguments + ["vmlinux", "modules"], toolchain: toolchain), log: log, onLine: counter.consume)
        if result.ending == .signalled(9) {
            throw LabFailure(.kernelBuild, "make was killed", advice: "see whether the machine ran out of memory")
        }
        FileTree.unlink(marker)
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: tree.build, reason: line, needed: profile.buildSize)
            }
            let errors = BuildErrors.extract(from: result.lastLines)
            throw LabFailure(
                .kernelBuild, "the kernel does not build: \(errors.first ?? result.endingText)",
                advice: "the whole log is \(log)", details: Array(errors.dropFirst()))
        }
        return counter.count
    }

    /// Copies what a boot, a module build's caller and a trace's reader need into a cache entry.
    package func publish(_ tree: KernelTree, profile: BuildProfile, into folder: FilePath) async throws {
        progress.update(nil, "publishing")
        let kernel = BuiltKernel(key: "", folder: folder)
        let strip = try await runner.run(
            Command("strip", ["-s", "-o", kernel.image.string, tree.build.appending("vmlinux").string]))
        guard strip.isSuccess else {
            if let line = strip.diskFullLine {
                throw FileFailure.diskFull(at: folder, reason: line, needed: 50_000_000)
            }
            throw LabFailure(.kernelBuild, "cannot strip vmlinux: \(strip.lastLines.last ?? strip.endingText)")
        }
        try FileTree.copy(tree.build.appending("vmlinux"), to: kernel.symbols)
        try FileTree.copy(tree.build.appending(".config"), to: kernel.config)
        try FileTree.copy(tree.build.appending("System.map"), to: folder.appending("System.map"))
        try FileTree.copy(tree.build.appending("include/config/kernel.release"), to: folder.appending("release"))
        try FileTree.copy(tree.build.appending("usr/gen_init_cpio"), to: kernel.initramfsGenerator)
        try FileTree.copy(tree.source.appending("scripts/decode_stacktrace.sh"), to: kernel.decoder)
        var arguments = ["INSTALL_MOD_PATH=\(kernel.moduleRoot)", "DEPMOD=true"]
        if !profile.hasDebugInformation {
            arguments.append("INSTALL_MOD_STRIP=1")
        }
        let result = try await runner.run(tree.make(arguments + ["modules_install"], toolchain: toolchain))
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: folder, reason: line, needed: 50_000_000)
            }
            throw LabFailure(
                .kernelBuild, "make modules_install failed with \(result.endingText)",
                details: BuildErrors.extract(from: result.lastLines))
        }
        let modules = kernel.moduleRoot.appending("lib/modules").appending(try kernel.release())
        FileTree.unlink(modules.appending("build"))
        FileTree.unlink(modules.appending("source"))
        if profile == .coverage {
            try InstrumentedObjects(tree).publish(into: kernel.coverageNotes)
        }
    }
}
