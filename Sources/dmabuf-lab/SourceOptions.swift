// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab
import SystemPackage

/// Which kernel, with or without the series.
struct SourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The kernel's series, such as 6.12; by default that of --tree, or the newest.", valueName: "version"))
    var kernel: String?

    @Option(help: "Your own kernel tree, instead of the distribution's. It is only read.")
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
        if allowDirty, tree == nil {
            throw ValidationError("--allow-dirty needs --tree.")
        }
    }

    func fill(_ request: inout LabRequest) {
        request.kernel = kernel
        request.tree = tree.map { FilePath($0) }
        request.allowsDirtyTree = allowDirty
        request.isUnpatched = unpatched
        request.series = series.map { FilePath($0) }
    }
}
