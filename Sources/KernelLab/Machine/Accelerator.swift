// SPDX-License-Identifier: GPL-2.0-only

/// What runs the guest's instructions.
package enum Accelerator: String, Sendable, CaseIterable {
    /// The processor itself, through `/dev/kvm`.
    case kvm
    /// QEMU's translator; everything takes several times as long.
    case tcg

    var arguments: [String] {
        switch self {
        case .kvm: ["-accel", "kvm", "-cpu", "host"]
        case .tcg: ["-accel", "tcg,thread=multi", "-cpu", "max"]
        }
    }

    /// How much longer than under KVM a guest may take.
    package var slowness: Double {
        switch self {
        case .kvm: 1
        case .tcg: 3
        }
    }
}
