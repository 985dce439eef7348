// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab
import SystemPackage

struct BootCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "boot", abstract: "Boot the kernel with its console on this terminal.",
        discussion: "Ctrl-A X ends the machine. Without --shell the tests run and write to the console.")

    @OptionGroup(title: "Kernel") var source: SourceOptions
    @OptionGroup var profile: ProfileOption
    @OptionGroup var accelerator: AcceleratorOption

    @Flag(help: "A busybox shell in the guest (Debian package busybox-static).")
    var shell = false

    @Flag(help: "Wait for gdb before the first instruction, on port 1234 of this machine.")
    var gdb = false

    @Option(help: ArgumentHelp("A dmabuf-selftest built elsewhere.", valueName: "program"))
    var selftest: String?

    func run() async throws {
        var request = LabRequest(results: "results")
        source.fill(&request)
        request.profile = profile.profile.profile
        request.accelerator = accelerator.accel.accelerator
        request.selftest = selftest.map { FilePath($0) }
        var tools = RequiredTool.forTrees + RequiredTool.forBuilding + RequiredTool.forBooting
        tools += request.tree == nil ? RequiredTool.forSources : []
        tools += request.selftest == nil ? [.swift] : []
        tools += shell ? [.busybox] : []
        try await LabSession.run(repository: source.repository, tools: tools, needsHeaders: true) {
            [request, shell, gdb] session in
            let prepared = try await session.kernels.build(request)
            try await session.boots.interact(request, prepared, shell: shell, gdb: gdb)
        }
    }
}
