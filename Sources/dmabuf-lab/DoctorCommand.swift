// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say whether everything that a run needs is installed.")

    @Option(
        help: ArgumentHelp(
            "This project's checkout; by default the one around the current folder.", valueName: "folder"))
    var repository: String?

    func run() async throws {
        try await LabSession.run(repository: repository, tools: RequiredTool.all, needsHeaders: true) { session in
            session.output.result("every tool is here; the cache is \(session.cache.root)")
            return .passed
        }
    }
}
