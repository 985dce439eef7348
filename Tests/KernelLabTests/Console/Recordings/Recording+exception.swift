// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm EXCEPTION, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let exception = #"""
        provoke EXCEPTION
        [    9.004145][   T37] lkdtm: Performing direct entry EXCEPTION
        [    9.007042][   T37] Oops: general protection fault, maybe for address 0xffffffff819493c0: 0000 [#1] SMP KASAN
        [    9.007733][   T37] CPU: 1 UID: 0 PID: 37 Comm: init Not tainted 6.12.117+ #1 
        [    9.008197][   T37] RIP: 0010:lkdtm_EXCEPTION+0x0/0x30
        [    9.014645][   T37] Code: 00 48 83 c4 40 5b 5d c3 
        [    9.015236][   T37] RSP: 0018:ffff888004cefd28 EFLAGS: 00000286
        [    9.015449][   T37] RAX: ffffffff819493c0 RBX: ffffffff82708e90 RCX: ffffffff810e9691
        [    9.015631][   T37] RDX: 1ffffffff04e11d3 RSI: 0000000000000004 RDI: ffffffff82708e98
        [    9.015805][   T37] RBP: 0000000000000009 R08: 0000000000000000 R09: fffffbfff0495140
        [    9.015975][   T37] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e90
        [    9.016144][   T37] R13: ffff888004cefee0 R14: 0000000000000009 R15: ffff888004cefee0
        [    9.016361][   T37] FS:  0000000021298380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [    9.016553][   T37] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    9.016691][   T37] CR2: 000000000047b080 CR3: 0000000004be1000 CR4: 00000000007506b0
        [    9.016873][   T37] PKRU: 55555554
        [    9.016990][   T37] Call Trace:
        [    9.017434][   T37]  <TASK>
        [    9.017600][   T37]  lkdtm_do_action+0x2f/0x50
        [    9.017763][   T37]  direct_entry+0xd7/0x170
        [    9.017917][   T37]  full_proxy_write+0xf1/0x170
        [    9.018035][   T37]  vfs_write+0x1fc/0x930
        [    9.018156][   T37]  ? kernel_write+0x6d0/0x6d0
        [    9.018261][   T37]  ? __schedule+0x1148/0x1a80
        [    9.018368][   T37]  ? io_schedule_timeout+0x100/0x100
        [    9.018496][   T37]  ksys_write+0xe2/0x1a0
        [    9.018595][   T37]  ? __x64_sys_read+0xa0/0xa0
        [    9.018700][   T37]  do_syscall_64+0x54/0xf0
        [    9.018807][   T37]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    9.018976][   T37] RIP: 0033:0x439370
        [    9.019322][   T37] Code: 40 00 48 c7 c2 b8 ff ff 
        [    9.019667][   T37] RSP: 002b:00007ffc7f2f1468 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    9.019852][   T37] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    9.020005][   T37] RDX: 0000000000000009 RSI: 00007ffc7f2f2fd6 RDI: 0000000000000003
        [    9.020156][   T37] RBP: 00007ffc7f2f2fd6 R08: 0000000000000000 R09: 00000000004aeaa0
        [    9.020363][   T37] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffc7f2f16b8
        [    9.020523][   T37] R13: 00007ffc7f2f16b0 R14: 000000000047b004 R15: 0000000000000002
        [    9.020718][   T37]  </TASK>
        [    9.020826][   T37] Modules linked in:
        [    9.021652][   T37] ---[ end trace 0000000000000000 ]---
        [    9.021960][   T37] RIP: 0010:lkdtm_EXCEPTION+0x0/0x30
        [    9.022102][   T37] Code: 00 48 83 c4 40 5b 5d c3 
        [    9.022457][   T37] RSP: 0018:ffff888004cefd28 EFLAGS: 00000286
        [    9.022602][   T37] RAX: ffffffff819493c0 RBX: ffffffff82708e90 RCX: ffffffff810e9691
        [    9.022756][   T37] RDX: 1ffffffff04e11d3 RSI: 0000000000000004 RDI: ffffffff82708e98
        [    9.022907][   T37] RBP: 0000000000000009 R08: 0000000000000000 R09: fffffbfff0495140
        [    9.023057][   T37] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e90
        [    9.023208][   T37] R13: ffff888004cefee0 R14: 0000000000000009 R15: ffff888004cefee0
        [    9.023361][   T37] FS:  0000000021298380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [    9.023532][   T37] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    9.023662][   T37] CR2: 000000000047b080 CR3: 0000000004be1000 CR4: 00000000007506b0
        [    9.023814][   T37] PKRU: 55555554
        tainted [   10.054338][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   10.056798][    T1] reboot: Restarting system
        [   10.056974][    T1] reboot: machine restart
        """#
}
