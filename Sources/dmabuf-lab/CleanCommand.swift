// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab

struct CleanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clean", abstract: "Empty the cache; results stay.")

    @Flag(help: "Keep the distribution's sources, which are a download.")
    var keepSources = false

    @Option(
        help: ArgumentHelp(
            "This project's checkout; by default the one around the current folder.", valueName: "folder"))
    var repository: String?

    func run() async throws {
        try await LabSession.run(repository: repository, tools: [], needsHeaders: false) { [keepSources] session in
            let freed = try session.cache.clean(keepingSources: keepSources)
            session.output.result("removed \(DiskSpace.text(freed)) from \(session.cache.root)")
            return .passed
        }
    }
}
