// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab

/// How the kernel is configured.
struct ProfileOption: ParsableArguments {
    @Option(
        help: """
            fast; debug: KASAN, lockdep, kmemleak, UBSAN and more; kcsan: data races of what the series touches; or \
            probe: fast with io_uring, NUMA and core dumps.
            """)
    var profile = ProfileName.fast

    enum ProfileName: String, ExpressibleByArgument, CaseIterable {
        case fast, debug, kcsan, probe

        var profile: BuildProfile {
            switch self {
            case .fast: .fast
            case .debug: .debug
            case .kcsan: .kcsan
            case .probe: .probe
            }
        }
    }
}
