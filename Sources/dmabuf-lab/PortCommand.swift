// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

struct PortCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "port", abstract: "Begin to carry the series to another kernel.",
        discussion: """
            Makes a git folder of the new kernel and applies the patches in order, merging where the old kernel's files \
            allow it, one commit each. Stops at the first that collides with what the new kernel has, with exit code 11, \
            and shows what the patch wants, what is there, and what has changed. Resolve it there and go on with \
            git am --continue, or with --continue, which shows the next conflict in the same way.
            """)

    @Argument(help: "A version of the series, such as 6.12, or a folder of patches.")
    var from: String?

    @Argument(help: "The new kernel's version, from the distribution.")
    var to: String?

    @Option(help: "Your own tree of the new kernel. It is only read.")
    var tree: String?

    @Option(help: "The tree that the patches are for, instead of the distribution's. It is only read.")
    var fromTree: String?

    @Option(help: ArgumentHelp("Where to work; by default port-TO.", valueName: "folder"))
    var into: String?

    @Flag(name: .customLong("continue"), help: "Go on in the folder named with --into, or in the current one.")
    var goesOn = false

    @Option(
        help: ArgumentHelp(
            "This project's checkout; by default the one around the current folder.", valueName: "folder"))
    var repository: String?

    func validate() throws {
        if goesOn {
            guard from == nil, tree == nil, fromTree == nil else {
                throw ValidationError("--continue takes nothing but --into.")
            }
            return
        }
        guard from != nil else {
            throw ValidationError("Which series, and to which kernel? port FROM TO, or port FROM --tree FOLDER.")
        }
        guard (to == nil) != (tree == nil) else {
            throw ValidationError("To which kernel? Name its version, or your own tree with --tree.")
        }
        if let to, !MatrixCell.isKernel(to) {
            throw ValidationError("'\(to)' is no version such as 6.12.")
        }
    }

    func run() async throws {
        let tools = RequiredTool.forTrees + (to == nil && fromTree != nil ? [] : RequiredTool.forSources)
        try await LabSession.run(
            repository: repository, tools: goesOn ? RequiredTool.forTrees : tools, needsHeaders: false
        ) { [self] session in
            let here = FilePath(FileManager.default.currentDirectoryPath)
            let port = PortPipeline(kernels: session.kernels)
            let name = to ?? tree.flatMap { FilePath($0).lastComponent?.string } ?? "tree"
            let folder = here.pushing(FilePath(into ?? (goesOn ? "." : "port-\(name)"))).lexicallyNormalized()
            let progress: PortPipeline.Progress
            if goesOn {
                progress = try await port.resume(folder)
            } else {
                var target = LabRequest(results: "results")
                target.kernel = to
                target.tree = tree.map { here.pushing(FilePath($0)) }
                progress = try await port.begin(
                    from: from ?? "", fromTree: fromTree.map { here.pushing(FilePath($0)) }, target: target,
                    folder: folder, here: here)
            }
            if let conflict = progress.conflict {
                session.output.result(conflict.text(folder: folder.string))
                throw conflict.failure(folder: folder.string)
            }
            let state = progress.state
            session.output.result(
                """
                ported: \(progress.commits) of \(state.patches.count) patches, in \(folder)
                every patch has to build and boot: dmabuf-lab check says whether; then, in this project's checkout,
                    scripts/format-series VERSION \(folder) \(state.base.prefix(12))
                """)
            return .passed
        }
    }
}
