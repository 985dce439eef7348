// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm WARNING with panic_on_warn=1, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let panicOnWarn = #"""
        provoke WARNING
        [    7.665101][   T37] lkdtm: Performing direct entry WARNING
        [    7.669217][   T37] ------------[ cut here ]------------
        [    7.669883][   T37] WARNING: CPU: 1 PID: 37 at drivers/misc/lkdtm/bugs.c:112 lkdtm_WARNING+0xa/0x10
        [    7.670756][   T37] Modules linked in:
        [    7.671198][   T37] CPU: 1 UID: 0 PID: 37 Comm: init Not tainted 6.12.117+ #1 
        [    7.671661][   T37] RIP: 0010:lkdtm_WARNING+0xa/0x10
        [    7.671966][   T37] Code: e8 ab d5 8c ff eb ac 48 
        [    7.677799][   T37] RSP: 0018:ffff888004cd7d28 EFLAGS: 00000202
        [    7.678083][   T37] RAX: ffffffff81949cd0 RBX: ffffffff82708e70 RCX: ffffffff810e9691
        [    7.678289][   T37] RDX: 1ffffffff04e11cf RSI: 0000000000000004 RDI: ffffffff82708e78
        [    7.678482][   T37] RBP: 0000000000000007 R08: 0000000000000000 R09: fffffbfff0495140
        [    7.678673][   T37] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e70
        [    7.678860][   T37] R13: ffff888004cd7ee0 R14: 0000000000000007 R15: ffff888004cd7ee0
        [    7.679102][   T37] FS:  000000001d342380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [    7.679313][   T37] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    7.679467][   T37] CR2: 000000000047b080 CR3: 00000000048ed000 CR4: 00000000007506b0
        [    7.679663][   T37] PKRU: 55555554
        [    7.679816][   T37] Call Trace:
        [    7.680072][   T37]  <TASK>
        [    7.684968][   T37]  lkdtm_do_action+0x2f/0x50
        [    7.685252][   T37]  direct_entry+0xd7/0x170
        [    7.685682][   T37]  full_proxy_write+0xf1/0x170
        [    7.685823][   T37]  vfs_write+0x1fc/0x930
        [    7.685971][   T37]  ? do_sys_openat2+0xe7/0x130
        [    7.686097][   T37]  ? kernel_write+0x6d0/0x6d0
        [    7.686215][   T37]  ? do_sys_openat2+0xe7/0x130
        [    7.686332][   T37]  ? build_open_flags+0x450/0x450
        [    7.686456][   T37]  ksys_write+0xe2/0x1a0
        [    7.686566][   T37]  ? __x64_sys_read+0xa0/0xa0
        [    7.686683][   T37]  do_syscall_64+0x54/0xf0
        [    7.686803][   T37]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    7.686996][   T37] RIP: 0033:0x439370
        [    7.687476][   T37] Code: 40 00 48 c7 c2 b8 ff ff 
        [    7.687849][   T37] RSP: 002b:00007ffc0faf40a8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    7.688070][   T37] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    7.692774][   T37] RDX: 0000000000000007 RSI: 00007ffc0faf4fd8 RDI: 0000000000000003
        [    7.693055][   T37] RBP: 00007ffc0faf4fd8 R08: 0000000000000000 R09: 00000000004aeaa0
        [    7.693230][   T37] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffc0faf42f8
        [    7.693832][   T37] R13: 00007ffc0faf42f0 R14: 000000000047b004 R15: 0000000000000002
        [    7.694115][   T37]  </TASK>
        [    7.694472][   T37] Kernel panic - not syncing: kernel: panic_on_warn set ...
        [    7.695033][   T37] CPU: 1 UID: 0 PID: 37 Comm: init Not tainted 6.12.117+ #1 
        [    7.695245][   T37] Call Trace:
        [    7.695372][   T37]  <TASK>
        [    7.695455][   T37]  panic+0x4b1/0x570
        [    7.695583][   T37]  ? crash_smp_send_stop+0x50/0x50
        [    7.695725][   T37]  ? panic_on_this_cpu+0x11/0x30
        [    7.695843][   T37]  ? lkdtm_WARNING+0xa/0x10
        [    7.695958][   T37]  check_panic_on_warn+0x54/0x70
        [    7.696091][   T37]  __warn+0xd4/0x2f0
        [    7.696191][   T37]  ? lkdtm_WARNING+0xa/0x10
        [    7.701165][   T37]  report_bug+0x253/0x2b0
        [    7.701498][   T37]  ? lkdtm_WARNING+0xa/0x10
        [    7.701631][   T37]  ? lkdtm_WARNING+0xc/0x10
        [    7.701764][   T37]  handle_bug+0x8d/0xc0
        [    7.701880][   T37]  exc_invalid_op+0x13/0x40
        [    7.701995][   T37]  asm_exc_invalid_op+0x16/0x20
        [    7.702118][   T37] RIP: 0010:lkdtm_WARNING+0xa/0x10
        [    7.702246][   T37] Code: e8 ab d5 8c ff eb ac 48 
        [    7.702597][   T37] RSP: 0018:ffff888004cd7d28 EFLAGS: 00000202
        [    7.702758][   T37] RAX: ffffffff81949cd0 RBX: ffffffff82708e70 RCX: ffffffff810e9691
        [    7.702918][   T37] RDX: 1ffffffff04e11cf RSI: 0000000000000004 RDI: ffffffff82708e78
        [    7.703076][   T37] RBP: 0000000000000007 R08: 0000000000000000 R09: fffffbfff0495140
        [    7.703235][   T37] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708e70
        [    7.703404][   T37] R13: ffff888004cd7ee0 R14: 0000000000000007 R15: ffff888004cd7ee0
        [    7.703589][   T37]  ? lkdtm_CORRUPT_LIST_ADD+0x200/0x200
        [    7.703720][   T37]  ? panic_on_this_cpu+0x11/0x30
        [    7.703842][   T37]  lkdtm_do_action+0x2f/0x50
        [    7.703956][   T37]  direct_entry+0xd7/0x170
        [    7.704063][   T37]  full_proxy_write+0xf1/0x170
        [    7.704181][   T37]  vfs_write+0x1fc/0x930
        [    7.708956][   T37]  ? do_sys_openat2+0xe7/0x130
        [    7.709096][   T37]  ? kernel_write+0x6d0/0x6d0
        [    7.709211][   T37]  ? do_sys_openat2+0xe7/0x130
        [    7.709527][   T37]  ? build_open_flags+0x450/0x450
        [    7.709668][   T37]  ksys_write+0xe2/0x1a0
        [    7.709778][   T37]  ? __x64_sys_read+0xa0/0xa0
        [    7.709893][   T37]  do_syscall_64+0x54/0xf0
        [    7.710009][   T37]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    7.710147][   T37] RIP: 0033:0x439370
        [    7.710259][   T37] Code: 40 00 48 c7 c2 b8 ff ff 
        [    7.710614][   T37] RSP: 002b:00007ffc0faf40a8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    7.710813][   T37] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    7.710974][   T37] RDX: 0000000000000007 RSI: 00007ffc0faf4fd8 RDI: 0000000000000003
        [    7.711133][   T37] RBP: 00007ffc0faf4fd8 R08: 0000000000000000 R09: 00000000004aeaa0
        [    7.711291][   T37] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffc0faf42f8
        [    7.711450][   T37] R13: 00007ffc0faf42f0 R14: 000000000047b004 R15: 0000000000000002
        [    7.711613][   T37]  </TASK>
        [    7.716869][   T37] Kernel Offset: disabled
        """#
}
