// SPDX-License-Identifier: GPL-2.0-only

/// What the figures depend on and do not show: nothing is measured.
enum MachineBench {
    static let suite = Suite(
        "machine",
        [
            Test("speculation", needs: []) { context in
                let path = "/sys/devices/system/cpu/vulnerabilities/spectre_v2"
                context.reportFact("spectre_v2", TextFile.lines(path).first.map(String.init) ?? "no \(path)")
            }
        ])
}
