// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm WARNING and WARNING_MESSAGE, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let warning = #"""
        provoke WARNING
        [   11.882871][   T40] lkdtm: Performing direct entry WARNING
        [   11.883720][   T40] ------------[ cut here ]------------
        [   11.883983][   T40] WARNING: CPU: 0 PID: 40 at drivers/misc/lkdtm/bugs.c:112 lkdtm_WARNING+0xa/0x10
        [   11.893134][   T40] Modules linked in:
        [   11.893727][   T40] CPU: 0 UID: 0 PID: 40 Comm: init Not tainted 6.12.117+ #1 
        [   11.894226][   T40] RIP: 0010:lkdtm_WARNING+0xa/0x10
        [   11.894555][   T40] Code: e8 ab d5 8c ff eb ac 48 
        [   11.895129][   T40] RSP: 0018:ffff888004eafd28 EFLAGS: 00000202
        [   11.895343][   T40] RAX: ffffffff81949cd0 RBX: ffffffff82708e70 RCX: ffffffff810e9691
        [   11.895541][   T40] RDX: 1ffffffff04e11cf RSI: 0000000000000004 RDI: ffffffff82708e78
        [   11.895732][   T40] RBP: 0000000000000007 R08: 0000000000000000 R09: fffffbfff0495140
        [   11.895923][   T40] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e70
        [   11.896110][   T40] R13: ffff888004eafee0 R14: 0000000000000007 R15: ffff888004eafee0
        [   11.896352][   T40] FS:  0000000004a3a380(0000) GS:ffff88801ae00000(0000) knlGS:0000000000000000
        [   11.896560][   T40] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   11.904465][   T40] CR2: 000000000047b080 CR3: 0000000004726000 CR4: 00000000007506b0
        [   11.904829][   T40] PKRU: 55555554
        [   11.904990][   T40] Call Trace:
        [   11.905276][   T40]  <TASK>
        [   11.905450][   T40]  lkdtm_do_action+0x2f/0x50
        [   11.905643][   T40]  direct_entry+0xd7/0x170
        [   11.905771][   T40]  full_proxy_write+0xf1/0x170
        [   11.905901][   T40]  vfs_write+0x1fc/0x930
        [   11.906032][   T40]  ? do_sys_openat2+0xe7/0x130
        [   11.906158][   T40]  ? kernel_write+0x6d0/0x6d0
        [   11.906285][   T40]  ? do_sys_openat2+0xe7/0x130
        [   11.906406][   T40]  ? build_open_flags+0x450/0x450
        [   11.906534][   T40]  ksys_write+0xe2/0x1a0
        [   11.906649][   T40]  ? __x64_sys_read+0xa0/0xa0
        [   11.906770][   T40]  do_syscall_64+0x54/0xf0
        [   11.906892][   T40]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   11.907080][   T40] RIP: 0033:0x439370
        [   11.907472][   T40] Code: 40 00 48 c7 c2 b8 ff ff 
        [   11.907832][   T40] RSP: 002b:00007ffca2089a28 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   11.908106][   T40] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   11.908275][   T40] RDX: 0000000000000007 RSI: 00007ffca2089fc8 RDI: 0000000000000003
        [   11.908439][   T40] RBP: 00007ffca2089fc8 R08: 0000000000000000 R09: 00000000004aeaa0
        [   11.908606][   T40] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffca2089c80
        [   11.912911][   T40] R13: 00007ffca2089c70 R14: 000000000047b004 R15: 0000000000000003
        [   11.913183][   T40]  </TASK>
        [   11.913349][   T40] irq event stamp: 465
        [   11.913481][   T40] hardirqs last  enabled at (473): [<ffffffff812176fd>] __up_console_sem+0x4d/0x50
        [   11.913782][   T40] hardirqs last disabled at (480): [<ffffffff812176e2>] __up_console_sem+0x32/0x50
        [   11.914006][   T40] softirqs last  enabled at (88): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   11.914222][   T40] softirqs last disabled at (83): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   11.914453][   T40] ---[ end trace 0000000000000000 ]---
        provoke WARNING_MESSAGE
        [   13.104444][   T41] lkdtm: Performing direct entry WARNING_MESSAGE
        [   13.105882][   T41] ------------[ cut here ]------------
        [   13.106094][   T41] Warning message trigger count: 2
        [   13.106303][   T41] WARNING: CPU: 0 PID: 41 at drivers/misc/lkdtm/bugs.c:117 lkdtm_WARNING_MESSAGE+0x1b/0x20
        [   13.106553][   T41] Modules linked in:
        [   13.106936][   T41] CPU: 0 UID: 0 PID: 41 Comm: init Tainted: G        W          6.12.117+ #1 
        [   13.107227][   T41] Tainted: [W]=WARN
        [   13.107341][   T41] RIP: 0010:lkdtm_WARNING_MESSAGE+0x1b/0x20
        [   13.107496][   T41] Code: ff 48 c7 c7 80 7a 14 82 
        [   13.107851][   T41] RSP: 0018:ffff888004eb7d28 EFLAGS: 00000282
        [   13.108070][   T41] RAX: dffffc0000000000 RBX: ffffffff82708e80 RCX: ffffffff810e9691
        [   13.108243][   T41] RDX: 0000000000000000 RSI: 0000000000000004 RDI: ffffffff824a8a00
        [   13.108408][   T41] RBP: 000000000000000f R08: 0000000000000000 R09: fffffbfff0495140
        [   13.108573][   T41] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e80
        [   13.118695][   T41] R13: ffff888004eb7ee0 R14: 000000000000000f R15: ffff888004eb7ee0
        [   13.118975][   T41] FS:  0000000004a3a380(0000) GS:ffff88801ae00000(0000) knlGS:0000000000000000
        [   13.119167][   T41] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   13.119311][   T41] CR2: 000000000047b080 CR3: 0000000004736000 CR4: 00000000007506b0
        [   13.119500][   T41] PKRU: 55555554
        [   13.119595][   T41] Call Trace:
        [   13.119690][   T41]  <TASK>
        [   13.119778][   T41]  lkdtm_do_action+0x2f/0x50
        [   13.119923][   T41]  direct_entry+0xd7/0x170
        [   13.120039][   T41]  full_proxy_write+0xf1/0x170
        [   13.120163][   T41]  vfs_write+0x1fc/0x930
        [   13.120278][   T41]  ? kernel_write+0x6d0/0x6d0
        [   13.120397][   T41]  ? __schedule+0x7e6/0x1a80
        [   13.120551][   T41]  ? io_schedule_timeout+0x100/0x100
        [   13.130788][   T41]  ksys_write+0xe2/0x1a0
        [   13.131037][   T41]  ? __x64_sys_read+0xa0/0xa0
        [   13.131165][   T41]  do_syscall_64+0x54/0xf0
        [   13.131291][   T41]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   13.131438][   T41] RIP: 0033:0x439370
        [   13.131563][   T41] Code: 40 00 48 c7 c2 b8 ff ff 
        [   13.131918][   T41] RSP: 002b:00007ffca2089a28 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   13.132125][   T41] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   13.132291][   T41] RDX: 000000000000000f RSI: 00007ffca2089fd0 RDI: 0000000000000003
        [   13.132464][   T41] RBP: 00007ffca2089fd0 R08: 0000000000000000 R09: 00000000004aeaa0
        [   13.132629][   T41] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffca2089c80
        [   13.142163][   T41] R13: 00007ffca2089c78 R14: 000000000047b004 R15: 0000000000000003
        [   13.142446][   T41]  </TASK>
        [   13.142545][   T41] irq event stamp: 517
        [   13.142651][   T41] hardirqs last  enabled at (525): [<ffffffff812176fd>] __up_console_sem+0x4d/0x50
        [   13.142874][   T41] hardirqs last disabled at (532): [<ffffffff812176e2>] __up_console_sem+0x32/0x50
        [   13.143067][   T41] softirqs last  enabled at (402): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   13.143257][   T41] softirqs last disabled at (397): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   13.143444][   T41] ---[ end trace 0000000000000000 ]---
        tainted [   14.237121][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   14.287161][    T1] reboot: Restarting system
        [   14.287733][    T1] reboot: machine restart
        """#
}
