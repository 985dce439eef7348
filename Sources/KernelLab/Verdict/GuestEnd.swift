// SPDX-License-Identifier: GPL-2.0-only

/// The one last line of the guest's runner. Without it the guest died before it had said everything.
///
///     # dmabuf-selftest: end exit=N taint=HEX leaks=N uptime=SECONDS
package struct GuestEnd: Sendable, Equatable {
    static let prefix = "dmabuf-selftest: end "

    /// The runner's exit status: 0 passed, 1 failed, 4 all skipped (kselftest's numbers).
    package let exit: Int32
    /// The kernel's taint mask after the last test.
    package let taint: KernelTaint
    /// Objects of the test module that were left behind.
    package let leaks: Int
    /// Seconds since the guest kernel's start.
    package let uptime: Double

    package init(exit: Int32, taint: KernelTaint, leaks: Int, uptime: Double) {
        self.exit = exit
        self.taint = taint
        self.leaks = leaks
        self.uptime = uptime
    }

    /// Reads the line, with or without its `# `. Nil when it is another line, or this one damaged: a cut-off end line
    /// is as good as none. Keys that are not known here are skipped.
    package init?(line: some StringProtocol) {
        var rest = line.trimmingBlanks
        if let comment = rest.textAfter(prefix: "#") { rest = comment.trimmingBlanks }
        guard let fields = rest.textAfter(prefix: Self.prefix) else { return nil }
        var values: [Substring: Substring] = [:]
        for field in fields.split(separator: " ") {
            let pair = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2, values.updateValue(pair[1], forKey: pair[0]) == nil else { return nil }
        }
        guard let exit = values["exit"].flatMap({ Int32($0) }), exit >= 0,
            let taint = values["taint"].flatMap({ KernelTaint(hex: $0) }),
            let leaks = values["leaks"].flatMap({ Int($0) }), leaks >= 0,
            let uptime = values["uptime"].flatMap({ Double($0) }), uptime >= 0, uptime.isFinite
        else { return nil }
        self.init(exit: exit, taint: taint, leaks: leaks, uptime: uptime)
    }

    /// The end line among a stream's lines: there must be exactly one, so two (a guest that started over) are none.
    package static func find(in lines: some Sequence<String>) -> GuestEnd? {
        let found = lines.compactMap { GuestEnd(line: $0) }
        return found.count == 1 ? found[0] : nil
    }
}
