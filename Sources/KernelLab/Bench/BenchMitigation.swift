// SPDX-License-Identifier: GPL-2.0-only

/// What the kernel does about speculation, which is what an indirect call costs more by.
package enum BenchMitigation: String, Codable, Sendable, CaseIterable {
    case off, retpoline

    /// For the kernel's command line.
    var parameter: String {
        switch self {
        case .off: "mitigations=off"
        case .retpoline: "spectre_v2=retpoline"
        }
    }

    /// As a reader knows it.
    package var title: String {
        switch self {
        case .off: "mitigations off"
        case .retpoline: "retpolines"
        }
    }

    /// What a profile's kernel can do: without the option it takes the parameter and stays as it is.
    package static func cases(of profile: BuildProfile) -> [BenchMitigation] {
        profile == .bench ? allCases : [.off]
    }

    /// The fact of a guest that tells what the kernel made of the parameter.
    static let fact = "machine/speculation/spectre_v2"

    /// Whether the kernel says that it is so.
    ///
    /// - Parameter text: `/sys/devices/system/cpu/vulnerabilities/spectre_v2`.
    package func isConfirmed(by text: String) -> Bool {
        switch self {
        case .off: text.hasPrefix("Vulnerable")
        case .retpoline: text.hasPrefix("Mitigation: Retpolines")
        }
    }
}
