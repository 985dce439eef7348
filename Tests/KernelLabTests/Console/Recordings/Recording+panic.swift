// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm PANIC, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let panic = #"""
        provoke PANIC
        [    7.495566][   T38] lkdtm: Performing direct entry PANIC
        [    7.496349][   T38] Kernel panic - not syncing: dumptest
        [    7.497381][   T38] CPU: 0 UID: 0 PID: 38 Comm: init Not tainted 6.12.117+ #1 
        [    7.497885][   T38] Call Trace:
        [    7.498035][   T38]  <TASK>
        [    7.498199][   T38]  panic+0x4b1/0x570
        [    7.504472][   T38]  ? crash_smp_send_stop+0x50/0x50
        [    7.504892][   T38]  ? console_prepend_message+0x200/0x200
        [    7.505061][   T38]  ? free_unref_page+0x84a/0x1100
        [    7.505249][   T38]  ? panic_on_this_cpu+0x11/0x30
        [    7.505381][   T38]  lkdtm_PANIC+0x11/0x20
        [    7.505500][   T38]  lkdtm_do_action+0x2f/0x50
        [    7.505618][   T38]  direct_entry+0xd7/0x170
        [    7.505733][   T38]  full_proxy_write+0xf1/0x170
        [    7.505858][   T38]  vfs_write+0x1fc/0x930
        [    7.505970][   T38]  ? do_sys_openat2+0xe7/0x130
        [    7.506087][   T38]  ? kernel_write+0x6d0/0x6d0
        [    7.506233][   T38]  ? do_sys_openat2+0xe7/0x130
        [    7.506356][   T38]  ? build_open_flags+0x450/0x450
        [    7.506539][   T38]  ksys_write+0xe2/0x1a0
        [    7.506653][   T38]  ? __x64_sys_read+0xa0/0xa0
        [    7.506770][   T38]  do_syscall_64+0x54/0xf0
        [    7.506889][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    7.507154][   T38] RIP: 0033:0x439370
        [    7.507644][   T38] Code: 40 00 48 c7 c2 b8 ff ff 
        [    7.508299][   T38] RSP: 002b:00007ffef173b8b8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    7.508832][   T38] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    7.509093][   T38] RDX: 0000000000000005 RSI: 00007ffef173bfda RDI: 0000000000000003
        [    7.509295][   T38] RBP: 00007ffef173bfda R08: 0000000000000000 R09: 00000000004aeaa0
        [    7.509497][   T38] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffef173bb08
        [    7.509754][   T38] R13: 00007ffef173bb00 R14: 000000000047b004 R15: 0000000000000002
        [    7.510056][   T38]  </TASK>
        [    7.510904][   T38] Kernel Offset: disabled
        """#
}
