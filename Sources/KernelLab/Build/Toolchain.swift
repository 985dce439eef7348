// SPDX-License-Identifier: GPL-2.0-only

import Glibc
package import SystemPackage

/// The compiler and how many jobs to run.
package struct Toolchain: Sendable {
    /// What it compiles for.
    package let architecture: Architecture
    /// What tells this compiler and linker from others; part of every build's identity.
    package let identity: String
    /// How many jobs `make` may run at once.
    package let jobs: Int
    /// Where ccache keeps what it compiled; nil to compile without it.
    let compilerCache: FilePath?

    /// Asks the compiler and the linker for their versions.
    package init(runner: CommandRunner, architecture: Architecture = .x86, compilerCache: FilePath? = nil) async throws
    {
        var lines: [String] = []
        for program in ["gcc", "ld"].map({ architecture.crossPrefix + $0 }) {
            let output = try await runner.output(
                of: Command(program, ["--version"]), orFail: .toolMissing, "cannot ask \(program) for its version")
            lines.append(output.first ?? "")
        }
        self.architecture = architecture
        self.compilerCache = compilerCache
        identity = lines.joined(separator: "; ")
        jobs = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// What every `make` with it is given.
    var makeArguments: [String] {
        architecture.makeArguments + (compilerCache == nil ? [] : ["CC=ccache \(architecture.crossPrefix)gcc"])
    }

    /// What every `make` with it has in its environment.
    var environment: [String: String?] {
        compilerCache.map { ["CCACHE_DIR": $0.string, "CCACHE_MAXSIZE": "4G", "CCACHE_CONFIGPATH": "/dev/null"] } ?? [:]
    }
}
