// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Foundation
import KernelLab
import SystemPackage

/// Which kernel, with or without the series.
struct SourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kernel's series, such as 7.3; by default that of --tree, else \(Repository.defaultKernel).",
            valueName: "version"))
    var kernel: String?

    @Option(help: "Your own kernel tree, instead of the distribution's. It is only read, but by apply --in-place.")
    var tree: String?

    @Flag(help: "Take uncommitted changes of --tree along instead of refusing them.")
    var allowDirty = false

    @Flag(help: "Leave the series out: the control.")
    var unpatched = false

    @Option(help: "A folder of patches with a file named series, instead of the project's.")
    var series: String?

    @Option(
        help: ArgumentHelp(
            "This project's checkout; by default the one around the current folder.", valueName: "folder"))
    var repository: String?

    func validate() throws {
        if unpatched, series != nil {
            throw ValidationError("--unpatched and --series contradict each other.")
        }
        if let kernel, kernel.split(separator: ".", omittingEmptySubsequences: false).map({ Int($0) }).contains(nil) {
            throw ValidationError("--kernel takes a version such as \(Repository.defaultKernel), not '\(kernel)'.")
        }
        if allowDirty, tree == nil {
            throw ValidationError("--allow-dirty needs --tree.")
        }
    }

    func fill(_ request: inout LabRequest) {
        request.kernel = kernel
        request.tree = tree.map { FilePath($0) }
        request.allowsDirtyTree = allowDirty
        request.isUnpatched = unpatched
        // patch(1) is run in other folders.
        let here = FilePath(FileManager.default.currentDirectoryPath)
        request.series = series.map { here.pushing(FilePath($0)) }
    }
}
