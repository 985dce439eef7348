// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm REFCOUNT_INC_OVERFLOW and REFCOUNT_SUB_AND_TEST_ZERO, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let refcount = #"""
        provoke REFCOUNT_INC_OVERFLOW
        [   11.976448][   T40] lkdtm: Performing direct entry REFCOUNT_INC_OVERFLOW
        [   11.976990][   T40] lkdtm: attempting good refcount_inc() without overflow
        [   11.977191][   T40] lkdtm: attempting bad refcount_inc() overflow
        [   11.977431][   T40] ------------[ cut here ]------------
        [   11.977567][   T40] refcount_t: saturated; leaking memory.
        [   11.978068][   T40] WARNING: CPU: 1 PID: 40 at lib/refcount.c:22 refcount_warn_saturate+0xbd/0x140
        [   11.987793][   T40] Modules linked in:
        [   11.988268][   T40] CPU: 1 UID: 0 PID: 40 Comm: init Not tainted 6.12.117+ #1 
        [   11.988733][   T40] RIP: 0010:refcount_warn_saturate+0xbd/0x140
        [   11.989052][   T40] Code: a7 7b 02 01 01 e8 53 b0 
        [   11.989630][   T40] RSP: 0018:ffff888004c8fcc8 EFLAGS: 00000282
        [   11.989837][   T40] RAX: dffffc0000000000 RBX: ffff888004c8fd00 RCX: ffffffff810e9691
        [   11.990031][   T40] RDX: 0000000000000000 RSI: 0000000000000004 RDI: ffffffff824a8a00
        [   11.998713][   T40] RBP: 0000000000000001 R08: 0000000000000000 R09: fffffbfff0495140
        [   11.998986][   T40] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff8270c460
        [   11.999183][   T40] R13: ffff888004c8fee0 R14: 0000000000000015 R15: ffff888004c8fee0
        [   11.999426][   T40] FS:  000000002d012380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   11.999638][   T40] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   11.999788][   T40] CR2: 000000000047b080 CR3: 000000000455e000 CR4: 00000000007506b0
        [   11.999985][   T40] PKRU: 55555554
        [   12.000138][   T40] Call Trace:
        [   12.000401][   T40]  <TASK>
        [   12.000571][   T40]  lkdtm_REFCOUNT_INC_OVERFLOW+0x158/0x1b0
        [   12.000793][   T40]  ? lkdtm_REFCOUNT_ADD_ZERO+0x1b0/0x1b0
        [   12.000935][   T40]  ? do_raw_spin_unlock+0x4f/0x210
        [   12.001067][   T40]  lkdtm_do_action+0x2f/0x50
        [   12.001189][   T40]  direct_entry+0xd7/0x170
        [   12.001306][   T40]  full_proxy_write+0xf1/0x170
        [   12.001431][   T40]  vfs_write+0x1fc/0x930
        [   12.001549][   T40]  ? do_sys_openat2+0xe7/0x130
        [   12.001668][   T40]  ? kernel_write+0x6d0/0x6d0
        [   12.001787][   T40]  ? do_sys_openat2+0xe7/0x130
        [   12.001905][   T40]  ? build_open_flags+0x450/0x450
        [   12.002030][   T40]  ksys_write+0xe2/0x1a0
        [   12.007292][   T40]  ? __x64_sys_read+0xa0/0xa0
        [   12.007495][   T40]  do_syscall_64+0x54/0xf0
        [   12.007628][   T40]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   12.007852][   T40] RIP: 0033:0x439370
        [   12.008266][   T40] Code: 40 00 48 c7 c2 b8 ff ff 
        [   12.008631][   T40] RSP: 002b:00007ffc9e5c51c8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   12.008847][   T40] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   12.009017][   T40] RDX: 0000000000000015 RSI: 00007ffc9e5c5faf RDI: 0000000000000003
        [   12.009184][   T40] RBP: 00007ffc9e5c5faf R08: 0000000000000000 R09: 00000000004aeaa0
        [   12.009349][   T40] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffc9e5c5420
        [   12.009530][   T40] R13: 00007ffc9e5c5410 R14: 000000000047b004 R15: 0000000000000003
        [   12.009730][   T40]  </TASK>
        [   12.009881][   T40] irq event stamp: 527
        [   12.010008][   T40] hardirqs last  enabled at (535): [<ffffffff812176fd>] __up_console_sem+0x4d/0x50
        [   12.010709][   T40] hardirqs last disabled at (544): [<ffffffff812176e2>] __up_console_sem+0x32/0x50
        [   12.010970][   T40] softirqs last  enabled at (422): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   12.011193][   T40] softirqs last disabled at (417): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   12.011425][   T40] ---[ end trace 0000000000000000 ]---
        [   12.011713][   T40] lkdtm: Overflow detected: saturated
        provoke REFCOUNT_SUB_AND_TEST_ZERO
        [   13.195136][   T41] lkdtm: Performing direct entry REFCOUNT_SUB_AND_TEST_ZERO
        [   13.195538][   T41] lkdtm: attempting bad refcount_sub_and_test() at zero
        [   13.195762][   T41] ------------[ cut here ]------------
        [   13.195896][   T41] refcount_t: underflow; use-after-free.
        [   13.196074][   T41] WARNING: CPU: 1 PID: 41 at lib/refcount.c:28 refcount_warn_saturate+0x12b/0x140
        [   13.196304][   T41] Modules linked in:
        [   13.196662][   T41] CPU: 1 UID: 0 PID: 41 Comm: init Tainted: G        W          6.12.117+ #1 
        [   13.196940][   T41] Tainted: [W]=WARN
        [   13.197049][   T41] RIP: 0010:refcount_warn_saturate+0x12b/0x140
        [   13.197203][   T41] Code: af 97 ff 0f 0b e9 53 ff 
        [   13.197557][   T41] RSP: 0018:ffff888004c97cc8 EFLAGS: 00000282
        [   13.197711][   T41] RAX: dffffc0000000000 RBX: ffff888004c97d00 RCX: ffffffff810e9691
        [   13.197876][   T41] RDX: 0000000000000000 RSI: 0000000000000004 RDI: ffffffff824a8a00
        [   13.207369][   T41] RBP: 0000000000000003 R08: 0000000000000000 R09: fffffbfff0495140
        [   13.207626][   T41] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff8270c4e0
        [   13.207796][   T41] R13: ffff888004c97ee0 R14: 000000000000001a R15: ffff888004c97ee0
        [   13.207964][   T41] FS:  000000002d012380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   13.208148][   T41] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   13.208292][   T41] CR2: 000000000047b080 CR3: 000000000456e000 CR4: 00000000007506b0
        [   13.208454][   T41] PKRU: 55555554
        [   13.208546][   T41] Call Trace:
        [   13.208652][   T41]  <TASK>
        [   13.208741][   T41]  lkdtm_REFCOUNT_SUB_AND_TEST_ZERO+0xa2/0xb0
        [   13.208915][   T41]  ? lkdtm_REFCOUNT_SUB_AND_TEST_NEGATIVE+0xd0/0xd0
        [   13.209066][   T41]  ? do_raw_spin_unlock+0x4f/0x210
        [   13.209195][   T41]  lkdtm_do_action+0x2f/0x50
        [   13.209312][   T41]  direct_entry+0xd7/0x170
        [   13.209426][   T41]  full_proxy_write+0xf1/0x170
        [   13.209549][   T41]  vfs_write+0x1fc/0x930
        [   13.209663][   T41]  ? do_sys_openat2+0xe7/0x130
        [   13.209780][   T41]  ? kernel_write+0x6d0/0x6d0
        [   13.209896][   T41]  ? do_sys_openat2+0xe7/0x130
        [   13.210387][   T41]  ? build_open_flags+0x450/0x450
        [   13.210555][   T41]  ksys_write+0xe2/0x1a0
        [   13.210673][   T41]  ? __x64_sys_read+0xa0/0xa0
        [   13.210793][   T41]  do_syscall_64+0x54/0xf0
        [   13.210913][   T41]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   13.211060][   T41] RIP: 0033:0x439370
        [   13.211183][   T41] Code: 40 00 48 c7 c2 b8 ff ff 
        [   13.211541][   T41] RSP: 002b:00007ffc9e5c51c8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   13.211747][   T41] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   13.211913][   T41] RDX: 000000000000001a RSI: 00007ffc9e5c5fc5 RDI: 0000000000000003
        [   13.212077][   T41] RBP: 00007ffc9e5c5fc5 R08: 0000000000000000 R09: 00000000004aeaa0
        [   13.212241][   T41] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffc9e5c5420
        [   13.212404][   T41] R13: 00007ffc9e5c5418 R14: 000000000047b004 R15: 0000000000000003
        [   13.212588][   T41]  </TASK>
        [   13.212724][   T41] irq event stamp: 531
        [   13.212862][   T41] hardirqs last  enabled at (539): [<ffffffff812176fd>] __up_console_sem+0x4d/0x50
        [   13.213064][   T41] hardirqs last disabled at (546): [<ffffffff812176e2>] __up_console_sem+0x32/0x50
        [   13.213254][   T41] softirqs last  enabled at (256): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   13.213450][   T41] softirqs last disabled at (251): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   13.213637][   T41] ---[ end trace 0000000000000000 ]---
        [   13.213877][   T41] lkdtm: Negative detected: saturated
        tainted [   14.269139][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   14.291582][    T1] reboot: Restarting system
        [   14.292063][    T1] reboot: machine restart
        """#
}
