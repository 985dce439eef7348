// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm SPINLOCKUP, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let spinlockup = #"""
        provoke SPINLOCKUP
        [   11.286047][   T39] lkdtm: Performing direct entry SPINLOCKUP
        [   11.300854][   T39] BUG: scheduling while atomic: init/39/0x00000002
        [   11.301588][   T39] 1 lock held by init/39:
        [   11.301768][   T39]  #0: ffffffff827090d8 (lock_me_up){+.+.}-{2:2}, at: lkdtm_do_action+0x2f/0x50
        [   11.315784][   T39] Modules linked in:
        [   11.316384][   T39] CPU: 0 UID: 0 PID: 39 Comm: init Not tainted 6.12.117+ #1 
        [   11.316830][   T39] Call Trace:
        [   11.316911][   T39]  <TASK>
        [   11.316993][   T39]  dump_stack_lvl+0x7c/0x90
        [   11.317062][   T39]  __schedule_bug+0xb9/0x100
        [   11.317082][   T39]  __schedule+0x1093/0x1a80
        [   11.317111][   T39]  ? io_schedule_timeout+0x100/0x100
        [   11.317135][   T39]  ? mark_held_locks+0x9e/0xe0
        [   11.317152][   T39]  schedule+0xe3/0x210
        [   11.317167][   T39]  syscall_exit_to_user_mode+0x9c/0x120
        [   11.317180][   T39]  do_syscall_64+0x60/0xf0
        [   11.317197][   T39]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   11.317266][   T39] RIP: 0033:0x439370
        [   11.317553][   T39] Code: 40 00 48 c7 c2 b8 ff ff 
        [   11.331092][   T39] RSP: 002b:00007fff6bbb5f18 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   11.331194][   T39] RAX: 000000000000000a RBX: 0000000000000003 RCX: 0000000000439370
        [   11.331229][   T39] RDX: 000000000000000a RSI: 00007fff6bbb6fd5 RDI: 0000000000000003
        [   11.331261][   T39] RBP: 00007fff6bbb6fd5 R08: 0000000000000000 R09: 00000000004aeaa0
        [   11.331292][   T39] R10: 0000000000000000 R11: 0000000000000202 R12: 00007fff6bbb6168
        [   11.331323][   T39] R13: 00007fff6bbb6160 R14: 000000000047b004 R15: 0000000000000002
        [   11.331373][   T39]  </TASK>
        [   11.337161][   T39] 
        [   11.337282][   T39] ================================================
        [   11.337421][   T39] WARNING: lock held when returning to user space!
        [   11.343059][   T39] 6.12.117+ #1 Tainted: G        W         
        [   11.343312][   T39] ------------------------------------------------
        [   11.343453][   T39] init/39 is leaving the kernel with locks still held!
        [   11.343593][   T39] 1 lock held by init/39:
        [   11.343691][   T39]  #0: ffffffff827090d8 (lock_me_up){+.+.}-{2:2}, at: lkdtm_do_action+0x2f/0x50
        tainted [   12.460308][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   12.473134][    T1] reboot: Restarting system
        [   12.474053][    T1] reboot: machine restart
        """#
}
