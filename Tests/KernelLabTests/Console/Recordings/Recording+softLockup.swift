// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm SOFTLOCKUP, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let softLockup = #"""
        provoke SOFTLOCKUP
        [   13.291330][   T37] lkdtm: Performing direct entry SOFTLOCKUP
        [   22.470729][    C1] watchdog: BUG: soft lockup - CPU#1 stuck for 9s! [init:37]
        [   22.470966][    C1] Modules linked in:
        [   22.471077][    C1] irq event stamp: 3562
        [   22.471104][    C1] hardirqs last  enabled at (3561): [<ffffffff81e00c06>] asm_sysvec_apic_timer_interrupt+0x16/0x20
        [   22.471773][    C1] hardirqs last disabled at (3562): [<ffffffff81c07caa>] sysvec_apic_timer_interrupt+0xa/0x80
        [   22.471811][    C1] softirqs last  enabled at (3532): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   22.471846][    C1] softirqs last disabled at (3527): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   22.472153][    C1] CPU: 1 UID: 0 PID: 37 Comm: init Not tainted 6.12.117+ #1 
        [   22.472708][    C1] RIP: 0010:lkdtm_SOFTLOCKUP+0x9/0x10
        [   22.472915][    C1] Code: e8 ec b2 c2 ff eb eb 66 
        [   22.473142][    C1] RSP: 0018:ffff888004d97d28 EFLAGS: 00000282
        [   22.473202][    C1] RAX: ffffffff81949400 RBX: ffffffff82708f10 RCX: ffffffff810e9691
        [   22.473234][    C1] RDX: 1ffffffff04e11e3 RSI: 0000000000000004 RDI: ffffffff82708f18
        [   22.473266][    C1] RBP: 000000000000000a R08: 0000000000000000 R09: fffffbfff0495140
        [   22.473297][    C1] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708f10
        [   22.473325][    C1] R13: ffff888004d97ee0 R14: 000000000000000a R15: ffff888004d97ee0
        [   22.473395][    C1] FS:  000000002b4b7380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   22.473428][    C1] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   22.473444][    C1] CR2: 000000000047b080 CR3: 0000000004719000 CR4: 00000000007506b0
        [   22.473517][    C1] PKRU: 55555554
        [   22.473561][    C1] Call Trace:
        [   22.473730][    C1]  <TASK>
        [   22.473804][    C1]  lkdtm_do_action+0x2f/0x50
        [   22.478434][    C1]  direct_entry+0xd7/0x170
        [   22.478483][    C1]  full_proxy_write+0xf1/0x170
        [   22.478505][    C1]  vfs_write+0x1fc/0x930
        [   22.478730][    C1]  ? do_sys_openat2+0xe7/0x130
        [   22.478751][    C1]  ? kernel_write+0x6d0/0x6d0
        [   22.478765][    C1]  ? do_sys_openat2+0xe7/0x130
        [   22.478778][    C1]  ? build_open_flags+0x450/0x450
        [   22.478794][    C1]  ksys_write+0xe2/0x1a0
        [   22.478809][    C1]  ? __x64_sys_read+0xa0/0xa0
        [   22.478824][    C1]  do_syscall_64+0x54/0xf0
        [   22.478842][    C1]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   22.478907][    C1] RIP: 0033:0x439370
        [   22.479203][    C1] Code: 40 00 48 c7 c2 b8 ff ff 
        [   22.479219][    C1] RSP: 002b:00007fff5f914fd8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   22.479252][    C1] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   22.479262][    C1] RDX: 000000000000000a RSI: 00007fff5f916fd5 RDI: 0000000000000003
        [   22.479272][    C1] RBP: 00007fff5f916fd5 R08: 0000000000000000 R09: 00000000004aeaa0
        [   22.479281][    C1] R10: 0000000000000000 R11: 0000000000000202 R12: 00007fff5f915228
        [   22.479290][    C1] R13: 00007fff5f915220 R14: 000000000047b004 R15: 0000000000000002
        [   22.479327][    C1]  </TASK>
        [   29.098523][    C0] clocksource: Long readout interval, skipping watchdog check: cs_nsec: 1059710945 wd_nsec: 1059711150
        [   32.062343][    C1] watchdog: BUG: soft lockup - CPU#1 stuck for 18s! [init:37]
        [   32.062427][    C1] Modules linked in:
        [   32.062458][    C1] irq event stamp: 6512
        [   32.062468][    C1] hardirqs last  enabled at (6511): [<ffffffff81e00c06>] asm_sysvec_apic_timer_interrupt+0x16/0x20
        [   32.062516][    C1] hardirqs last disabled at (6512): [<ffffffff81c07caa>] sysvec_apic_timer_interrupt+0xa/0x80
        [   32.062535][    C1] softirqs last  enabled at (6488): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   32.062554][    C1] softirqs last disabled at (6483): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   32.062851][    C1] CPU: 1 UID: 0 PID: 37 Comm: init Tainted: G             L     6.12.117+ #1 
        [   32.062954][    C1] Tainted: [L]=SOFTLOCKUP
        [   32.062967][    C1] RIP: 0010:lkdtm_SOFTLOCKUP+0x9/0x10
        [   32.062992][    C1] Code: e8 ec b2 c2 ff eb eb 66 
        [   32.063008][    C1] RSP: 0018:ffff888004d97d28 EFLAGS: 00000282
        [   32.063025][    C1] RAX: ffffffff81949400 RBX: ffffffff82708f10 RCX: ffffffff810e9691
        [   32.063036][    C1] RDX: 1ffffffff04e11e3 RSI: 0000000000000004 RDI: ffffffff82708f18
        [   32.063045][    C1] RBP: 000000000000000a R08: 0000000000000000 R09: fffffbfff0495140
        [   32.063054][    C1] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708f10
        [   32.063062][    C1] R13: ffff888004d97ee0 R14: 000000000000000a R15: ffff888004d97ee0
        [   32.063072][    C1] FS:  000000002b4b7380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   32.063085][    C1] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   32.063095][    C1] CR2: 000000000047b080 CR3: 0000000004719000 CR4: 00000000007506b0
        [   32.063104][    C1] PKRU: 55555554
        [   32.063111][    C1] Call Trace:
        [   32.063134][    C1]  <TASK>
        [   32.063143][    C1]  lkdtm_do_action+0x2f/0x50
        [   32.063161][    C1]  direct_entry+0xd7/0x170
        [   32.063177][    C1]  full_proxy_write+0xf1/0x170
        [   32.063194][    C1]  vfs_write+0x1fc/0x930
        [   32.063212][    C1]  ? do_sys_openat2+0xe7/0x130
        [   32.063225][    C1]  ? kernel_write+0x6d0/0x6d0
        [   32.063238][    C1]  ? do_sys_openat2+0xe7/0x130
        [   32.063250][    C1]  ? build_open_flags+0x450/0x450
        [   32.063264][    C1]  ksys_write+0xe2/0x1a0
        [   32.063312][    C1]  ? __x64_sys_read+0xa0/0xa0
        [   32.063327][    C1]  do_syscall_64+0x54/0xf0
        [   32.063344][    C1]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   32.063364][    C1] RIP: 0033:0x439370
        [   32.063401][    C1] Code: 40 00 48 c7 c2 b8 ff ff 
        [   32.063413][    C1] RSP: 002b:00007fff5f914fd8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   32.063430][    C1] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   32.063439][    C1] RDX: 000000000000000a RSI: 00007fff5f916fd5 RDI: 0000000000000003
        [   32.063447][    C1] RBP: 00007fff5f916fd5 R08: 0000000000000000 R09: 00000000004aeaa0
        [   32.063456][    C1] R10: 0000000000000000 R11: 0000000000000202 R12: 00007fff5f915228
        [   32.063463][    C1] R13: 00007fff5f915220 R14: 000000000047b004 R15: 0000000000000002
        [   32.063475][    C1]  </TASK>
        [   40.465556][    C1] watchdog: BUG: soft lockup - CPU#1 stuck for 26s! [init:37]
        [   40.465640][    C1] Modules linked in:
        [   40.465670][    C1] irq event stamp: 9728
        [   40.465679][    C1] hardirqs last  enabled at (9727): [<ffffffff81e00c06>] asm_sysvec_apic_timer_interrupt+0x16/0x20
        [   40.465726][    C1] hardirqs last disabled at (9728): [<ffffffff81c07caa>] sysvec_apic_timer_interrupt+0xa/0x80
        [   40.465744][    C1] softirqs last  enabled at (9714): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   40.465763][    C1] softirqs last disabled at (9709): [<ffffffff811011a8>] irq_exit_rcu+0x78/0xa0
        [   40.465794][    C1] CPU: 1 UID: 0 PID: 37 Comm: init Tainted: G             L     6.12.117+ #1 
        [   40.465823][    C1] Tainted: [L]=SOFTLOCKUP
        [   40.465832][    C1] RIP: 0010:lkdtm_SOFTLOCKUP+0x9/0x10
        [   40.465891][    C1] Code: e8 ec b2 c2 ff eb eb 66 
        [   40.465909][    C1] RSP: 0018:ffff888004d97d28 EFLAGS: 00000282
        [   40.465925][    C1] RAX: ffffffff81949400 RBX: ffffffff82708f10 RCX: ffffffff810e9691
        [   40.465937][    C1] RDX: 1ffffffff04e11e3 RSI: 0000000000000004 RDI: ffffffff82708f18
        [   40.465946][    C1] RBP: 000000000000000a R08: 0000000000000000 R09: fffffbfff0495140
        [   40.465956][    C1] R10: 0000000000000003 R11: 0000000000000001 R12: ffffffff82708f10
        [   40.465965][    C1] R13: ffff888004d97ee0 R14: 000000000000000a R15: ffff888004d97ee0
        [   40.465975][    C1] FS:  000000002b4b7380(0000) GS:ffff88801af00000(0000) knlGS:0000000000000000
        [   40.465989][    C1] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   40.465998][    C1] CR2: 000000000047b080 CR3: 0000000004719000 CR4: 00000000007506b0
        [   40.466007][    C1] PKRU: 55555554
        [   40.466014][    C1] Call Trace:
        [   40.466037][    C1]  <TASK>
        [   40.466047][    C1]  lkdtm_do_action+0x2f/0x50
        [   40.466065][    C1]  direct_entry+0xd7/0x170
        [   40.466079][    C1]  full_proxy_write+0xf1/0x170
        [   40.466096][    C1]  vfs_write+0x1fc/0x930
        [   40.466114][    C1]  ? do_sys_openat2+0xe7/0x130
        [   40.466127][    C1]  ? kernel_write+0x6d0/0x6d0
        [   40.466140][    C1]  ? do_sys_openat2+0xe7/0x130
        [   40.466152][    C1]  ? build_open_flags+0x450/0x450
        [   40.466165][    C1]  ksys_write+0xe2/0x1a0
        [   40.466179][    C1]  ? __x64_sys_read+0xa0/0xa0
        [   40.466192][    C1]  do_syscall_64+0x54/0xf0
        [   40.466209][    C1]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   40.466228][    C1] RIP: 0033:0x439370
        [   40.466254][    C1] Code: 40 00 48 c7 c2 b8 ff ff 
        [   40.466267][    C1] RSP: 002b:00007fff5f914fd8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   40.466284][    C1] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   40.466293][    C1] RDX: 000000000000000a RSI: 00007fff5f916fd5 RDI: 0000000000000003
        [   40.466301][    C1] RBP: 00007fff5f916fd5 R08: 0000000000000000 R09: 00000000004aeaa0
        [   40.466309][    C1] R10: 0000000000000000 R11: 0000000000000202 R12: 00007fff5f915228
        [   40.466318][    C1] R13: 00007fff5f915220 R14: 000000000047b004 R15: 0000000000000002
        [   40.466329][    C1]  </TASK>
        """#
}
