// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// The compiler and how many jobs to run.
package struct Toolchain: Sendable {
    /// What tells this compiler and linker from others; part of every build's identity.
    package let identity: String
    /// How many jobs `make` may run at once.
    package let jobs: Int

    /// Asks the compiler and the linker for their versions.
    package init(runner: CommandRunner) async throws {
        var lines: [String] = []
        for program in ["gcc", "ld"] {
            let output = try await runner.output(
                of: Command(program, ["--version"]), orFail: .toolMissing, "cannot ask \(program) for its version")
            lines.append(output.first ?? "")
        }
        identity = lines.joined(separator: "; ")
        jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }
}
