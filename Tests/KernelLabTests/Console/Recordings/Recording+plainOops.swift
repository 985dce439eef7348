// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm EXHAUST_STACK, which corrupted memory and killed init, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let plainOops = #"""
        provoke EXHAUST_STACK
        [    0.827282] lkdtm: Performing direct entry EXHAUST_STACK
        [    0.827532] lkdtm: Calling function with 1024 frame size to depth 32 ...
        [    0.827813] lkdtm: FAIL: survived without exhausting stack?!
        [    1.696547] tsc: Refined TSC clocksource calibration: 2596.137 MHz
        [    1.697392] clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256bfae2bfa, max_idle_ns: 440795267028 ns
        [    1.712381] clocksource: Switched to clocksource tsc
        [    1.834791] BUG: kernel NULL pointer dereference, address: 0000000000000038
        [    1.835217] #PF: supervisor read access in kernel mode
        [    1.835373] #PF: error_code(0x0000) - not-present page
        [    1.835653] PGD a0c067 P4D a0c067 PUD a0d067 PMD 0 
        [    1.836058] Oops: Oops: 0000 [#1] SMP
        [    1.836494] CPU: 0 UID: 0 PID: 1 Comm: init Not tainted 6.12.117+ #1 
        [    1.836888] RIP: 0010:file_tty_write.constprop.0+0x2a/0x320
        [    1.837544] Code: 41 57 41 56 41 55 41 54 
        [    1.838146] RSP: 0018:ffff8880001c3e40 EFLAGS: 00000286
        [    1.838324] RAX: 0000000000000000 RBX: ffff888000950000 RCX: ffff8880001c3f18
        [    1.838512] RDX: 0000000000000001 RSI: ffff8880001c3ea8 RDI: ffff888000a01000
        [    1.838698] RBP: 000000003e2e06b0 R08: 0000000000000000 R09: 0000000000000000
        [    1.838888] R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000000008
        [    1.839073] R13: 000000003e2e06b0 R14: 0000000000000000 R15: 0000000000000000
        [    1.839295] FS:  000000003e2df380(0000) GS:ffff88801f400000(0000) knlGS:0000000000000000
        [    1.839607] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    1.839762] CR2: 0000000000000038 CR3: 0000000000a08000 CR4: 00000000007506b0
        [    1.840068] PKRU: 55555554
        [    1.840235] Call Trace:
        [    1.840991]  <TASK>
        [    1.841189]  vfs_write+0x197/0x2b0
        [    1.841349]  ksys_write+0x56/0xd0
        [    1.841429]  do_syscall_64+0x37/0xb0
        [    1.841528]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    1.841737] RIP: 0033:0x439370
        [    1.841954] Code: 40 00 48 c7 c2 b8 ff ff 
        [    1.842310] RSP: 002b:00007ffc93f81f48 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    1.842483] RAX: ffffffffffffffda RBX: 0000000000000008 RCX: 0000000000439370
        [    1.842629] RDX: 0000000000000008 RSI: 000000003e2e06b0 RDI: 0000000000000001
        [    1.842777] RBP: 000000003e2e06b0 R08: 0000000000000000 R09: 000000003e2e0680
        [    1.842919] R10: 00000000ffffffff R11: 0000000000000202 R12: 0000000000000008
        [    1.843063] R13: 00000000004a7320 R14: 0000000000000008 R15: 00000000004a8b20
        [    1.843249]  </TASK>
        [    1.843329] Modules linked in:
        [    1.843452] CR2: 0000000000000038
        [    1.843700] ---[ end trace 0000000000000000 ]---
        [    1.843846] RIP: 0010:file_tty_write.constprop.0+0x2a/0x320
        [    1.843973] Code: 41 57 41 56 41 55 41 54 
        [    1.844399] RSP: 0018:ffff8880001c3e40 EFLAGS: 00000286
        [    1.844539] RAX: 0000000000000000 RBX: ffff888000950000 RCX: ffff8880001c3f18
        [    1.844862] RDX: 0000000000000001 RSI: ffff8880001c3ea8 RDI: ffff888000a01000
        [    1.845006] RBP: 000000003e2e06b0 R08: 0000000000000000 R09: 0000000000000000
        [    1.845146] R10: 0000000000000000 R11: 0000000000000000 R12: 0000000000000008
        [    1.845287] R13: 000000003e2e06b0 R14: 0000000000000000 R15: 0000000000000000
        [    1.845427] FS:  000000003e2df380(0000) GS:ffff88801f400000(0000) knlGS:0000000000000000
        [    1.845593] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    1.845709] CR2: 0000000000000038 CR3: 0000000000a08000 CR4: 00000000007506b0
        [    1.845848] PKRU: 55555554
        [    1.845982] note: init[1] exited with irqs disabled
        [    1.855042] Kernel panic - not syncing: Attempted to kill init! exitcode=0x00000009
        [    1.856598] Kernel Offset: disabled
        """#
}
