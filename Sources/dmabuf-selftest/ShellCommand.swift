// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import Glibc

/// A shell in the guest, on the console, for a look around. Only `dmabuf-lab boot --shell` asks for it.
struct ShellCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell", abstract: "As init: a busybox shell on the console.", shouldDisplay: false)

    private static let program = "/bin/busybox"

    @Option(help: "The shell's terminal.")
    var terminal = "/dev/ttyS0"

    func validate() throws {
        guard access(Self.program, X_OK) == 0 else {
            throw ValidationError("no \(Self.program) in this image; install Debian's busybox-static on the host.")
        }
    }

    func run() throws {
        // A child, since a PID 1 that exits takes the kernel down with it.
        let child = fork()
        if child == 0 {
            setsid()
            let file = open(terminal, O_RDWR)
            for standard in Int32(0)...2 { dup2(file, standard) }
            var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), nil]
            var environment: [UnsafeMutablePointer<CChar>?] = [strdup("PATH=/bin:/sbin:/"), strdup("TERM=linux"), nil]
            execve(Self.program, &arguments, &environment)
            _exit(127)
        }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
    }
}
