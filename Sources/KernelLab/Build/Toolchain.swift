// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// The compiler and how many jobs to run.
package struct Toolchain: Sendable {
    /// What it compiles for.
    package let architecture: Architecture
    /// What tells this compiler and linker from others; part of every build's identity.
    package let identity: String
    /// How many jobs `make` may run at once.
    package let jobs: Int

    /// Asks the compiler and the linker for their versions.
    package init(runner: CommandRunner, architecture: Architecture = .x86) async throws {
        var lines: [String] = []
        for program in ["gcc", "ld"].map({ architecture.crossPrefix + $0 }) {
            let output = try await runner.output(
                of: Command(program, ["--version"]), orFail: .toolMissing, "cannot ask \(program) for its version")
            lines.append(output.first ?? "")
        }
        self.architecture = architecture
        identity = lines.joined(separator: "; ")
        jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
