// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm HUNG_TASK, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let hungTask = #"""
        provoke HUNG_TASK
        [   18.936810][   T38] lkdtm: Performing direct entry HUNG_TASK
        """#
}
