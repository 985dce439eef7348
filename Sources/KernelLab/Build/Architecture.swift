// SPDX-License-Identifier: GPL-2.0-only

/// What kernels are compiled for. Kernels are booted on x86_64 alone.
package enum Architecture: String, Sendable, CaseIterable, Codable {
    case x86 = "x86_64"
    case arm, arm64
    /// x86 with 32 bits, which this machine's own compiler knows.
    case i386

    /// Those with a `configs/compile-*.config`, which together have to reach every file.
    static let reaching: [Architecture] = [.x86, .arm, .arm64]

    /// What `ARCH=` of the kernel calls it.
    var kernelName: String {
        switch self {
        case .x86: "x86"
        case .i386: "i386"
        case .arm: "arm"
        case .arm64: "arm64"
        }
    }

    /// What `SRCARCH` of the kernel calls it: the folder below `arch/`.
    var sourceName: String { self == .i386 ? Architecture.x86.kernelName : kernelName }

    /// What the names of the compiler and its companions begin with; empty for this machine's own.
    package var crossPrefix: String {
        switch self {
        case .x86, .i386: ""
        case .arm: "arm-linux-gnueabihf-"
        case .arm64: "aarch64-linux-gnu-"
        }
    }

    /// What every `make` for it is given.
    var makeArguments: [String] {
        ["ARCH=\(kernelName)"] + (crossPrefix.isEmpty ? [] : ["CROSS_COMPILE=\(crossPrefix)"])
    }
}
