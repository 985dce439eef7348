// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm CORRUPT_LIST_DEL, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let listDel = #"""
        provoke CORRUPT_LIST_DEL
        [   10.077195][   T39] lkdtm: Performing direct entry CORRUPT_LIST_DEL
        [   10.078064][   T39] lkdtm: attempting good list removal
        [   10.078399][   T39] lkdtm: attempting corrupted list removal
        [   10.078619][   T39] ------------[ cut here ]------------
        [   10.078762][   T39] list_del corruption. next->prev should be ffff88800404fca0, but was 0000000000000000. (next=ffff88800404fce0)
        [   10.079689][   T39] WARNING: CPU: 0 PID: 39 at lib/list_debug.c:65 __list_del_entry_valid_or_report+0x147/0x1d0
        [   10.080597][   T39] Modules linked in:
        [   10.081037][   T39] CPU: 0 UID: 0 PID: 39 Comm: init Not tainted 6.12.117+ #1 
        [   10.082448][   T39] RIP: 0010:__list_del_entry_valid_or_report+0x147/0x1d0
        [   10.082831][   T39] Code: c0 eb b0 48 89 c2 48 c7 
        [   10.083461][   T39] RSP: 0018:ffff88800404fc60 EFLAGS: 00000286
        [   10.083687][   T39] RAX: dffffc0000000000 RBX: 1ffff11000809f90 RCX: ffffffff810e9691
        [   10.083885][   T39] RDX: 0000000000000000 RSI: 0000000000000004 RDI: ffffffff824a8a00
        [   10.084077][   T39] RBP: ffff88800404fd20 R08: 0000000000000000 R09: fffffbfff0495140
        [   10.084336][   T39] R10: 0000000000000003 R11: 0000000000000001 R12: ffff88800404fcc0
        [   10.084533][   T39] R13: ffff88800404fcc0 R14: ffff88800404fcc0 R15: ffff88800404fee0
        [   10.084772][   T39] FS:  000000003c65d380(0000) GS:ffff88801ae00000(0000) knlGS:0000000000000000
        [   10.084988][   T39] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   10.085142][   T39] CR2: 000000000047b080 CR3: 0000000000f81000 CR4: 00000000007506b0
        [   10.085337][   T39] PKRU: 55555554
        [   10.085471][   T39] Call Trace:
        [   10.087374][   T39]  <TASK>
        [   10.087611][   T39]  lkdtm_CORRUPT_LIST_DEL+0x1a5/0x2e0
        [   10.087819][   T39]  ? lkdtm_FAM_BOUNDS+0x1e0/0x1e0
        [   10.087963][   T39]  ? free_unref_page+0x84a/0x1100
        [   10.088096][   T39]  ? __virt_addr_valid+0x169/0x310
        [   10.088229][   T39]  lkdtm_do_action+0x2f/0x50
        [   10.088350][   T39]  direct_entry+0xd7/0x170
        [   10.088469][   T39]  full_proxy_write+0xf1/0x170
        [   10.088596][   T39]  vfs_write+0x1fc/0x930
        [   10.088712][   T39]  ? do_sys_openat2+0xe7/0x130
        [   10.088833][   T39]  ? kernel_write+0x6d0/0x6d0
        [   10.088953][   T39]  ? do_sys_openat2+0xe7/0x130
        [   10.089073][   T39]  ? build_open_flags+0x450/0x450
        [   10.089200][   T39]  ksys_write+0xe2/0x1a0
        [   10.089312][   T39]  ? __x64_sys_read+0xa0/0xa0
        [   10.089432][   T39]  do_syscall_64+0x54/0xf0
        [   10.089552][   T39]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   10.091411][   T39] RIP: 0033:0x439370
        [   10.091971][   T39] Code: 40 00 48 c7 c2 b8 ff ff 
        [   10.139385][   T39] RSP: 002b:00007ffc7fdd7cc8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   10.139770][   T39] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   10.139945][   T39] RDX: 0000000000000010 RSI: 00007ffc7fdd9fcf RDI: 0000000000000003
        [   10.140115][   T39] RBP: 00007ffc7fdd9fcf R08: 0000000000000000 R09: 00000000004aeaa0
        [   10.140281][   T39] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffc7fdd7f18
        [   10.140457][   T39] R13: 00007ffc7fdd7f10 R14: 000000000047b004 R15: 0000000000000002
        [   10.140682][   T39]  </TASK>
        [   10.140853][   T39] irq event stamp: 537
        [   10.140990][   T39] hardirqs last  enabled at (545): [<ffffffff812176fd>] __up_console_sem+0x4d/0x50
        [   10.141246][   T39] hardirqs last disabled at (552): [<ffffffff812176e2>] __up_console_sem+0x32/0x50
        [   10.141469][   T39] softirqs last  enabled at (320): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   10.141685][   T39] softirqs last disabled at (315): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   10.141915][   T39] ---[ end trace 0000000000000000 ]---
        [   10.142210][   T39] lkdtm: Overwrite did not happen, but no BUG?!
        tainted [   11.215051][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   11.255476][    T1] reboot: Restarting system
        [   11.255993][    T1] reboot: machine restart
        """#
}
