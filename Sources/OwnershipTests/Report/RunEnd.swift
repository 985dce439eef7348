// SPDX-License-Identifier: GPL-2.0-only

/// What the last line of a run says. A guest whose results do not end with it has died.
public struct RunEnd: Sendable, Equatable {
    /// 0, 1 or 4, see `RunSummary.exitCode`.
    public let exitCode: Int32
    /// `/proc/sys/kernel/tainted`, zero where it cannot be read.
    public let taint: UInt64
    /// Tests that left something behind.
    public let leaks: Int
    /// Since the kernel started, seconds.
    public let uptime: Double

    public init(exitCode: Int32, taint: UInt64, leaks: Int, uptime: Double) {
        self.exitCode = exitCode
        self.taint = taint
        self.leaks = leaks
        self.uptime = uptime
    }

    /// `dmabuf-selftest: end exit=N taint=HEX leaks=N uptime=SECONDS`, to be sent as a KTAP diagnostic.
    public var text: String {
        let hundredths = Int((uptime * 100).rounded())
        let fraction = hundredths % 100
        let seconds = "\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
        return
            "dmabuf-selftest: end exit=\(exitCode) taint=\(String(taint, radix: 16)) leaks=\(leaks) uptime=\(seconds)"
    }
}
