// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage

/// A line of this program's own in the kernel's log: what the kernel prints behind it came while that was going on.
struct KernelLogMark {
    /// Writes `dmabuf-selftest: TEXT` at the level of information, which a console shows. Nothing is lost with a mark
    /// that cannot be written but the mark.
    static func write(_ text: String) {
        // Opened anew for each line: the kernel's limit on lines from user space is one of the open file.
        guard let log = try? FileDescriptor.open("/dev/kmsg", .writeOnly, options: [.closeOnExec]) else { return }
        _ = try? log.closeAfter { try log.writeAll("<6>dmabuf-selftest: \(text)\n".utf8) }
    }
}
