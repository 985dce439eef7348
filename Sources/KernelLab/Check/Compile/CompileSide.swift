// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// One tree, patched or not, configured for one architecture after the other.
struct CompileSide: Sendable {
    let tree: KernelTree
    let runner: CommandRunner
    let progress: any ProgressReporter
    let recorder: StepRecorder

    /// Configures the tree for an architecture, and checks that every symbol asked for was had.
    func configure(_ target: CompileTarget) async throws -> (tree: KernelTree, config: FinalConfig) {
        let tree = tree(for: target)
        try FileTree.makeFolder(tree.build)
        try DiskSpace.require(300_000_000, at: tree.build)
        _ = BuildRecovery.removeUnfinished(in: tree.build)
        try await KernelConfigurator(fragments: target.fragments, runner: runner)
            .configure(
                tree, toolchain: target.toolchain, log: tree.build.appending("configure.log"),
                acceptsDropped: target.acceptsDropped)
        let path = tree.build.appending(".config")
        do {
            let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
            return (tree, try FinalConfig(parsing: text, name: path.string))
        } catch let error as Errno {
            throw FileFailure.describe(error, doing: "reading", path)
        } catch {
            throw LabFailure(.config, "\(error)")
        }
    }

    func builder(_ target: CompileTarget) -> ObjectBuilder {
        ObjectBuilder(
            tree: tree(for: target), toolchain: target.toolchain, runner: runner, progress: progress,
            isStrict: target.isStrict, arguments: target.arguments)
    }

    /// A build folder of its own for each target.
    func tree(for target: CompileTarget) -> KernelTree {
        KernelTree(
            source: tree.source,
            build: tree.build.removingLastComponent().appending("compile-" + target.name),
            identity: tree.identity, rules: tree.rules)
    }
}

/// What objects are compiled for, with what, and how it is configured.
struct CompileTarget: Sendable {
    let toolchain: Toolchain
    /// Of `configs/`; later ones win.
    let fragments: [FilePath]
    /// What findings and build folders call it.
    var name: String
    /// What findings call it where that says more than its name.
    var title: String?
    /// Whether a symbol of the fragment may come out otherwise than it was asked for.
    var acceptsDropped = false
    /// Whether sparse and the compiler's additional warnings count, too.
    var isStrict = true
    /// More for every `make`.
    var arguments: [String] = []

    init(toolchain: Toolchain, fragments: [FilePath]) {
        self.toolchain = toolchain
        self.fragments = fragments
        name = toolchain.architecture.rawValue
    }

    init(toolchain: Toolchain, fragment: FilePath) {
        self.init(toolchain: toolchain, fragments: [fragment])
    }

    /// What findings call it.
    var place: String { title ?? name }

    var architecture: Architecture { toolchain.architecture }
}
