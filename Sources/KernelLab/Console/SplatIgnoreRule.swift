// SPDX-License-Identifier: GPL-2.0-only

/// A report that is known to say nothing about the kernel under test.
package struct SplatIgnoreRule: Sendable {
    /// Why such a report does not count.
    package let reason: String
    private let matches: @Sendable (SplatReport) -> Bool

    package init(reason: String, matches: @escaping @Sendable (SplatReport) -> Bool) {
        self.reason = reason
        self.matches = matches
    }

    func covers(_ report: SplatReport) -> Bool {
        matches(report)
    }

    /// What this tool ignores. Each entry is as narrow as the false alarm it answers; lkdtm's reports are real ones.
    package static let standard: [SplatIgnoreRule] = [
        SplatIgnoreRule(reason: "a boot-time notice about the CPU's mitigations, not a kernel defect") {
            $0.kind == .warning && $0.lines[0].hasPrefix("Spectre V2 : WARNING: ")
        },
        SplatIgnoreRule(reason: "an emulated or overcommitted CPU was not scheduled in time") {
            $0.kind == .info && $0.lines[0].hasPrefix("INFO: NMI handler ")
                && $0.lines[0].contains("took too long to run")
        },
        SplatIgnoreRule(reason: "the stall was over before its report began; a real one is reported by itself") {
            $0.kind == .rcuStall && $0.lines[0].hasPrefix("rcu: INFO: Stall ended before state dump start")
        },
        SplatIgnoreRule(reason: "the announcement of a failure that the test asked for") {
            $0.kind == .faultInjection
        },
        SplatIgnoreRule(reason: "an allocation that fault injection made fail, in a call that reports failures") {
            $0.kind == .allocationFailure
                && $0.lines.contains { $0.contains("should_fail_alloc_page") || $0.contains("should_failslab") }
        },
        SplatIgnoreRule(reason: "the sanitizer's own self test provokes it") { report in
            (report.kind == .kasan || report.kind == .kfence || report.kind == .kcsan)
                && report.lines.contains { line in
                    ["[kasan_test]", "[kfence_test]", "[kcsan_test]", "[test_kasan]"].contains { line.contains($0) }
                }
        },
    ]
}
