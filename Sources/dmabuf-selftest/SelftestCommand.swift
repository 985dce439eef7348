// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Glibc

@main
struct SelftestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dmabuf-selftest",
        abstract: "Which dma-buf owns this user memory? Tests of the kernel's answer, and the answer.",
        discussion: "Exit codes of a run are kselftest's: 0 passed, 1 failed, 4 all tests skipped.",
        subcommands: [
            ListCommand.self, RunCommand.self, EquivalenceCommand.self, QueryCommand.self, BenchCommand.self,
            ShellCommand.self,
        ])

    static func main() {
        if getpid() == 1 {
            GuestInit.run()
        }
        main(nil)
    }
}
