// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm BUG in a kernel without CONFIG_BUG and printk callers, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let plainBug = #"""
        provoke BUG
        [    0.864014] lkdtm: Performing direct entry BUG
        [    0.864860] Oops: invalid opcode: 0000 [#1] SMP
        [    0.865146] CPU: 1 UID: 0 PID: 34 Comm: init Not tainted 6.12.117+ #1 
        [    0.865393] RIP: 0010:lkdtm_BUG+0x0/0x10
        [    0.865951] Code: 8e 6e 88 00 48 c7 c7 e8 
        [    0.866347] RSP: 0018:ffff888000953e28 EFLAGS: 00000286
        [    0.866467] RAX: 00000000ffffffea RBX: ffff888000887000 RCX: 00000000ffffefff
        [    0.866591] RDX: ffffffff8128dd00 RSI: ffff888000953d10 RDI: ffffffff8189c3a0
        [    0.866796] RBP: 0000000000000003 R08: 0000000000004ffb R09: 00000000ffffefff
        [    0.866925] R10: 00000000ffffefff R11: ffffffff8181f7a0 R12: ffffffff8189c3a0
        [    0.867050] R13: ffff888000953f18 R14: 0000000000000003 R15: ffff888000953f18
        [    0.867196] FS:  0000000032fac380(0000) GS:ffff88801f500000(0000) knlGS:0000000000000000
        [    0.867336] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    0.867436] CR2: 000000000047b080 CR3: 00000000009a7000 CR4: 00000000007506b0
        [    0.867585] PKRU: 55555554
        [    0.867671] Call Trace:
        [    0.868104]  <TASK>
        [    0.868452]  lkdtm_do_action+0x15/0x20
        [    0.868627]  direct_entry+0x84/0xd0
        [    0.868759]  full_proxy_write+0x48/0x70
        [    0.868839]  vfs_write+0xac/0x2b0
        [    0.868914]  ? do_sys_openat2+0x6e/0xb0
        [    0.868988]  ksys_write+0x56/0xd0
        [    0.869051]  do_syscall_64+0x37/0xb0
        [    0.869148]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    0.869341] RIP: 0033:0x439370
        [    0.869604] Code: 40 00 48 c7 c2 b8 ff ff 
        [    0.869919] RSP: 002b:00007fff7dfd6028 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    0.870059] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    0.870176] RDX: 0000000000000003 RSI: 00007fff7dfd7fdc RDI: 0000000000000003
        [    0.870298] RBP: 00007fff7dfd7fdc R08: 0000000000000000 R09: 00000000004aeaa0
        [    0.870415] R10: 0000000000000000 R11: 0000000000000202 R12: 00007fff7dfd6278
        [    0.870531] R13: 00007fff7dfd6270 R14: 000000000047b004 R15: 0000000000000002
        [    0.870755]  </TASK>
        [    0.870840] Modules linked in:
        [    0.871141] ---[ end trace 0000000000000000 ]---
        [    0.871266] RIP: 0010:lkdtm_BUG+0x0/0x10
        [    0.871350] Code: 8e 6e 88 00 48 c7 c7 e8 
        [    0.871653] RSP: 0018:ffff888000953e28 EFLAGS: 00000286
        [    0.871748] RAX: 00000000ffffffea RBX: ffff888000887000 RCX: 00000000ffffefff
        [    0.871864] RDX: ffffffff8128dd00 RSI: ffff888000953d10 RDI: ffffffff8189c3a0
        [    0.871996] RBP: 0000000000000003 R08: 0000000000004ffb R09: 00000000ffffefff
        [    0.872114] R10: 00000000ffffefff R11: ffffffff8181f7a0 R12: ffffffff8189c3a0
        [    0.872340] R13: ffff888000953f18 R14: 0000000000000003 R15: ffff888000953f18
        [    0.872468] FS:  0000000032fac380(0000) GS:ffff88801f500000(0000) knlGS:0000000000000000
        [    0.872609] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    0.872709] CR2: 000000000047b080 CR3: 00000000009a7000 CR4: 00000000007506b0
        [    0.872830] PKRU: 55555554
        [    1.729748] tsc: Refined TSC clocksource calibration: 2596.112 MHz
        [    1.731339] clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256be34b9f0, max_idle_ns: 440795242172 ns
        [    1.735551] clocksource: Switched to clocksource tsc
        tainted [    1.883412] ACPI: PM: Preparing to enter system sleep state S5
        [    1.884778] reboot: Restarting system
        [    1.884912] reboot: machine restart
        """#
}
