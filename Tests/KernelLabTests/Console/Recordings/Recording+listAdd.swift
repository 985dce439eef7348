// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm CORRUPT_LIST_ADD, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let listAdd = #"""
        provoke CORRUPT_LIST_ADD
        [    9.153031][   T38] lkdtm: Performing direct entry CORRUPT_LIST_ADD
        [    9.171056][   T38] lkdtm: attempting good list addition
        [    9.171334][   T38] lkdtm: attempting corrupted list addition
        [    9.171538][   T38] ------------[ cut here ]------------
        [    9.171676][   T38] list_add corruption. next->prev should be prev (ffff888004e97cc0), but was 0000000000000000. (next=ffff888004e97ce0).
        [    9.172363][   T38] WARNING: CPU: 0 PID: 38 at lib/list_debug.c:29 __list_add_valid_or_report+0xaa/0x110
        [    9.206870][   T38] Modules linked in:
        [    9.207362][   T38] CPU: 0 UID: 0 PID: 38 Comm: init Not tainted 6.12.117+ #1 
        [    9.207838][   T38] RIP: 0010:__list_add_valid_or_report+0xaa/0x110
        [    9.208168][   T38] Code: b4 96 ff 0f 0b 31 c0 eb 
        [    9.208735][   T38] RSP: 0018:ffff888004e97c40 EFLAGS: 00000282
        [    9.208943][   T38] RAX: dffffc0000000000 RBX: ffff888004e97ce0 RCX: ffffffff810e9691
        [    9.214172][   T38] RDX: 0000000000000000 RSI: 0000000000000004 RDI: ffffffff824a8a00
        [    9.214495][   T38] RBP: ffff888004e97ca0 R08: 0000000000000000 R09: fffffbfff0495140
        [    9.214702][   T38] R10: 0000000000000003 R11: 0000000000000001 R12: ffff888004e97cc0
        [    9.214895][   T38] R13: ffff888004e97ce0 R14: ffff888004e97ca0 R15: ffff888004e97ee0
        [    9.215140][   T38] FS:  0000000024ee4380(0000) GS:ffff88801ae00000(0000) knlGS:0000000000000000
        [    9.215351][   T38] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    9.215503][   T38] CR2: 000000000047b080 CR3: 00000000046ed000 CR4: 00000000007506b0
        [    9.215712][   T38] PKRU: 55555554
        [    9.215847][   T38] Call Trace:
        [    9.216113][   T38]  <TASK>
        [    9.216280][   T38]  lkdtm_CORRUPT_LIST_ADD+0x13a/0x200
        [    9.216484][   T38]  ? lkdtm_UNSET_SMEP+0x330/0x330
        [    9.216612][   T38]  ? _printk+0x9b/0xb0
        [    9.216726][   T38]  ? free_unref_page+0x84a/0x1100
        [    9.216854][   T38]  ? __virt_addr_valid+0x169/0x310
        [    9.216984][   T38]  lkdtm_do_action+0x2f/0x50
        [    9.217101][   T38]  direct_entry+0xd7/0x170
        [    9.226329][   T38]  full_proxy_write+0xf1/0x170
        [    9.226581][   T38]  vfs_write+0x1fc/0x930
        [    9.226707][   T38]  ? do_sys_openat2+0xe7/0x130
        [    9.226830][   T38]  ? kernel_write+0x6d0/0x6d0
        [    9.226950][   T38]  ? do_sys_openat2+0xe7/0x130
        [    9.227068][   T38]  ? build_open_flags+0x450/0x450
        [    9.227191][   T38]  ksys_write+0xe2/0x1a0
        [    9.227301][   T38]  ? __x64_sys_read+0xa0/0xa0
        [    9.227437][   T38]  do_syscall_64+0x54/0xf0
        [    9.227558][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    9.227801][   T38] RIP: 0033:0x439370
        [    9.228207][   T38] Code: 40 00 48 c7 c2 b8 ff ff 
        [    9.228571][   T38] RSP: 002b:00007ffd11cbe008 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    9.228786][   T38] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    9.228951][   T38] RDX: 0000000000000010 RSI: 00007ffd11cbffcf RDI: 0000000000000003
        [    9.234113][   T38] RBP: 00007ffd11cbffcf R08: 0000000000000000 R09: 00000000004aeaa0
        [    9.234340][   T38] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffd11cbe258
        [    9.234508][   T38] R13: 00007ffd11cbe250 R14: 000000000047b004 R15: 0000000000000002
        [    9.234741][   T38]  </TASK>
        [    9.234901][   T38] irq event stamp: 543
        [    9.235035][   T38] hardirqs last  enabled at (551): [<ffffffff812176fd>] __up_console_sem+0x4d/0x50
        [    9.235287][   T38] hardirqs last disabled at (558): [<ffffffff812176e2>] __up_console_sem+0x32/0x50
        [    9.235512][   T38] softirqs last  enabled at (244): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [    9.235724][   T38] softirqs last disabled at (239): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [    9.235951][   T38] ---[ end trace 0000000000000000 ]---
        [    9.236246][   T38] lkdtm: Overwrite did not happen, but no BUG?!
        tainted [   10.314769][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   10.320259][    T1] reboot: Restarting system
        [   10.320686][    T1] reboot: machine restart
        """#
}
