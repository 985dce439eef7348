// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab

/// How the kernel is configured.
struct ProfileOption: ParsableArguments {
    @Option(
        help: """
            fast; debug: KASAN, lockdep, kmemleak, UBSAN and more; or kcsan: data races of what the series touches.
            """)
    var profile = ProfileName.fast

    enum ProfileName: String, ExpressibleByArgument, CaseIterable {
        case fast, debug, kcsan

        var profile: BuildProfile {
            switch self {
            case .fast: .fast
            case .debug: .debug
            case .kcsan: .kcsan
            }
        }
    }
}
