// SPDX-License-Identifier: GPL-2.0-only

/// What kernels are compiled for. Kernels are booted on x86_64 alone.
package enum Architecture: String, Sendable, CaseIterable, Codable {
    case x86 = "x86_64"
    case arm, arm64

    /// What `ARCH=` and `SRCARCH` of the kernel call it.
    var kernelName: String {
        switch self {
        case .x86: "x86"
        case .arm: "arm"
        case .arm64: "arm64"
        }
    }

    /// What the names of the compiler and its companions begin with; empty for this machine's own.
    package var crossPrefix: String {
        switch self {
        case .x86: ""
        case .arm: "arm-linux-gnueabihf-"
        case .arm64: "aarch64-linux-gnu-"
        }
    }

    /// What every `make` for it is given.
    var makeArguments: [String] {
        ["ARCH=\(kernelName)"] + (crossPrefix.isEmpty ? [] : ["CROSS_COMPILE=\(crossPrefix)"])
    }
}
