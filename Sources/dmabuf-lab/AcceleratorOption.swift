// SPDX-License-Identifier: GPL-2.0-only

import ArgumentParser
import KernelLab

/// What runs the guest.
struct AcceleratorOption: ParsableArguments {
    @Option(help: "auto tries KVM once and falls back to TCG.")
    var accel = AcceleratorName.auto

    enum AcceleratorName: String, ExpressibleByArgument, CaseIterable {
        case auto, kvm, tcg

        var accelerator: Accelerator? {
            switch self {
            case .auto: nil
            case .kvm: .kvm
            case .tcg: .tcg
            }
        }
    }
}
