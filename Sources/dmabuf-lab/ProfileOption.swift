// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab

/// How the kernel is configured.
struct ProfileOption: ParsableArguments {
    @Option(help: "fast, or debug: KASAN, lockdep, kmemleak, UBSAN and more.")
    var profile = ProfileName.fast

    enum ProfileName: String, ExpressibleByArgument, CaseIterable {
        case fast, debug

        var profile: BuildProfile {
            switch self {
            case .fast: .fast
            case .debug: .debug
            }
        }
    }
}
