// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm BUG, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let bug = #"""
        provoke BUG
        [   11.900093][   T38] lkdtm: Performing direct entry BUG
        [   11.922055][   T38] ------------[ cut here ]------------
        [   11.922386][   T38] kernel BUG at drivers/misc/lkdtm/bugs.c:105!
        [   11.923237][   T38] Oops: invalid opcode: 0000 [#1] SMP KASAN
        [   11.923759][   T38] CPU: 1 UID: 0 PID: 38 Comm: init Not tainted 6.12.117+ #1 
        [   11.924196][   T38] RIP: 0010:lkdtm_BUG+0x0/0x10
        [   11.932177][   T38] Code: 08 b2 83 e8 a2 a6 c2 ff 
        [   11.932937][   T38] RSP: 0018:ffff888004befd28 EFLAGS: 00000286
        [   11.933175][   T38] RAX: ffffffff81949ff0 RBX: ffffffff82708e60 RCX: ffffffff810e9691
        [   11.957873][   T38] RDX: 1ffffffff04e11cd RSI: 0000000000000004 RDI: ffffffff82708e68
        [   11.958272][   T38] RBP: 0000000000000003 R08: 0000000000000000 R09: fffffbfff0495140
        [   11.958456][   T38] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e60
        [   11.958628][   T38] R13: ffff888004befee0 R14: 0000000000000003 R15: ffff888004befee0
        [   11.958863][   T38] FS:  0000000012169380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   11.959060][   T38] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   11.959197][   T38] CR2: 000000000047b080 CR3: 00000000046f0000 CR4: 00000000007506b0
        [   11.959387][   T38] PKRU: 55555554
        [   11.959506][   T38] Call Trace:
        [   11.959850][   T38]  <TASK>
        [   11.960009][   T38]  lkdtm_do_action+0x2f/0x50
        [   11.960186][   T38]  direct_entry+0xd7/0x170
        [   11.960315][   T38]  full_proxy_write+0xf1/0x170
        [   11.960432][   T38]  vfs_write+0x1fc/0x930
        [   11.960549][   T38]  ? do_sys_openat2+0xe7/0x130
        [   11.960655][   T38]  ? kernel_write+0x6d0/0x6d0
        [   11.960756][   T38]  ? do_sys_openat2+0xe7/0x130
        [   11.969015][   T38]  ? build_open_flags+0x450/0x450
        [   11.969245][   T38]  ksys_write+0xe2/0x1a0
        [   11.973080][   T38]  ? __x64_sys_read+0xa0/0xa0
        [   11.973215][   T38]  do_syscall_64+0x54/0xf0
        [   11.973447][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   11.973713][   T38] RIP: 0033:0x439370
        [   11.974156][   T38] Code: 40 00 48 c7 c2 b8 ff ff 
        [   11.974510][   T38] RSP: 002b:00007ffd942c0f48 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   11.974707][   T38] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   11.974858][   T38] RDX: 0000000000000003 RSI: 00007ffd942c2fdc RDI: 0000000000000003
        [   11.975006][   T38] RBP: 00007ffd942c2fdc R08: 0000000000000000 R09: 00000000004aeaa0
        [   11.975154][   T38] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffd942c1198
        [   11.975302][   T38] R13: 00007ffd942c1190 R14: 000000000047b004 R15: 0000000000000002
        [   11.975483][   T38]  </TASK>
        [   11.975589][   T38] Modules linked in:
        [   11.976198][   T38] ---[ end trace 0000000000000000 ]---
        [   11.976462][   T38] RIP: 0010:lkdtm_BUG+0x0/0x10
        [   11.976591][   T38] Code: 08 b2 83 e8 a2 a6 c2 ff 
        [   11.989335][   T38] RSP: 0018:ffff888004befd28 EFLAGS: 00000286
        [   11.989802][   T38] RAX: ffffffff81949ff0 RBX: ffffffff82708e60 RCX: ffffffff810e9691
        [   11.993058][   T38] RDX: 1ffffffff04e11cd RSI: 0000000000000004 RDI: ffffffff82708e68
        [   11.993260][   T38] RBP: 0000000000000003 R08: 0000000000000000 R09: fffffbfff0495140
        [   11.993838][   T38] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e60
        [   11.994014][   T38] R13: ffff888004befee0 R14: 0000000000000003 R15: ffff888004befee0
        [   11.994166][   T38] FS:  0000000012169380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   11.994332][   T38] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   11.994460][   T38] CR2: 000000000047b080 CR3: 00000000046f0000 CR4: 00000000007506b0
        [   11.994609][   T38] PKRU: 55555554
        tainted [   13.040662][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   13.052054][    T1] reboot: Restarting system
        [   13.052327][    T1] reboot: machine restart
        """#
}
