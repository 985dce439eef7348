// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser

@main
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dmabuf-lab",
        abstract: "Build a kernel with the dma-buf VMA series, boot it, and say whether it works.",
        discussion: """
            Exit codes: 0 passed, 1 tests failed, 3 splat, leak or taint, 4 all skipped, 10 source, 11 apply, \
            12 config, 13 kernel build, 14 module or runner build, 20 boot or panic, 21 timeout, 64 usage, \
            69 a tool is missing, 74 I/O, 130 interrupted.
            """,
        subcommands: [
            RunCommand.self, BenchCommand.self, ApplyCommand.self, CheckCommand.self, BuildCommand.self,
            BootCommand.self, MatrixCommand.self, MutateCommand.self, EquivalenceCommand.self, CoverageCommand.self,
            CompareCommand.self, PortCommand.self, CleanCommand.self, DoctorCommand.self,
        ])
}
