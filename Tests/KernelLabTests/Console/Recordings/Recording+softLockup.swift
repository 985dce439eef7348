// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm SOFTLOCKUP, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let softLockup = #"""
        provoke SOFTLOCKUP
        [   16.596680][   T38] lkdtm: Performing direct entry SOFTLOCKUP
        """#
}
