// SPDX-License-Identifier: GPL-2.0-only

package import SystemPackage

/// Builds the test module against a kernel's build folder.
package struct ModuleBuilder: Sendable {
    private let cache: LabCache
    private let runner: CommandRunner
    private let toolchain: Toolchain

    package init(cache: LabCache, runner: CommandRunner, toolchain: Toolchain) {
        self.cache = cache
        self.runner = runner
        self.toolchain = toolchain
    }

    /// The name of the module that these sources and that kernel give.
    package func key(of sources: FilePath, kernel: String) throws(LabFailure) -> String {
        guard FileTree.exists(sources.appending("Makefile")) else {
            throw LabFailure(.moduleBuild, "no module to build: \(sources) has no Makefile")
        }
        var fingerprint = Fingerprint("module 1")
        fingerprint.add("kernel", kernel)
        for file in Self.inputs(of: sources) {
            try fingerprint.add(file, contentsOf: sources.appending(file))
        }
        return fingerprint.key()
    }

    /// Builds in a scratch copy, so the checkout stays clean, and leaves the `.ko` files in `folder`.
    package func build(_ sources: FilePath, tree: KernelTree, into folder: FilePath) async throws {
        let scratch = try cache.makeTemporaryFolder(for: "module")
        defer { try? FileTree.remove(scratch) }
        for file in Self.inputs(of: sources) {
            let target = scratch.appending(file)
            try FileTree.makeFolder(target.removingLastComponent())
            try FileTree.copy(sources.appending(file), to: target)
        }
        let log = tree.build.appending("module.log")
        let result = try await runner.run(tree.make(["M=\(scratch)", "modules"], toolchain: toolchain), log: log)
        guard result.isSuccess else {
            if let line = result.diskFullLine {
                throw FileFailure.diskFull(at: scratch, reason: line, needed: 50_000_000)
            }
            let errors = BuildErrors.extract(from: result.lastLines)
            throw LabFailure(
                .moduleBuild, "the test module does not build: \(errors.first ?? result.endingText)",
                advice: "the whole log is \(log)", details: Array(errors.dropFirst()))
        }
        let modules = FileTree.files(below: scratch).filter { $0.hasSuffix(".ko") }
        guard !modules.isEmpty else {
            throw LabFailure(.moduleBuild, "the Makefile in \(sources) builds no module")
        }
        for module in modules {
            let name = module.split(separator: "/").last.map(String.init) ?? module
            try FileTree.copy(scratch.appending(module), to: folder.appending(name))
        }
    }

    /// Sources and makefiles, without what somebody's own build has left in the folder.
    private static func inputs(of sources: FilePath) -> [String] {
        FileTree.files(below: sources).filter { file in
            let name = file.split(separator: "/").last ?? ""
            return file.hasSuffix(".c") && !file.hasSuffix(".mod.c") || file.hasSuffix(".h")
                || name == "Makefile" || name == "Kbuild"
        }
    }
}
