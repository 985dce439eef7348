// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm SOFTLOCKUP without the soft lockup detector, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let rcuStall = #"""
        provoke SOFTLOCKUP
        [    0.825203] lkdtm: Performing direct entry SOFTLOCKUP
        [    1.663584] tsc: Refined TSC clocksource calibration: 2596.142 MHz
        [    1.664332] clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256bff54918, max_idle_ns: 440795222839 ns
        [    3.831477] rcu: INFO: rcu_sched self-detected stall on CPU
        [    3.831861] rcu: 	1-...!: (750 ticks this GP) idle=621c/1/0x4000000000000000 softirq=14/14 fqs=103
        [    3.832221] rcu: 	(t=750 jiffies g=-1159 q=3 ncpus=2)
        [    3.832395] rcu: rcu_sched kthread starved for 544 jiffies! g-1159 f0x0 RCU_GP_WAIT_FQS(5) ->state=0x0 ->cpu=1
        [    3.832614] rcu: 	Unless rcu_sched kthread gets sufficient CPU time, OOM is now expected behavior.
        [    3.832810] rcu: RCU grace-period kthread stack dump:
        [    3.832978] task:rcu_sched       state:R  running task     stack:0     pid:14    tgid:14    ppid:2      flags:0x00004000
        [    3.833417] Call Trace:
        [    3.833689]  <TASK>
        [    3.833831]  __schedule+0x225/0x530
        [    3.834464]  schedule+0x1b/0x50
        [    3.834578]  schedule_timeout+0x7a/0xf0
        [    3.834711]  ? enqueue_timer+0x50/0x50
        [    3.834834]  rcu_gp_fqs_loop+0x10c/0x3d0
        [    3.834962]  ? rcu_gp_cleanup+0x440/0x440
        [    3.835092]  rcu_gp_kthread+0x66/0xf0
        [    3.835211]  kthread+0x9d/0xc0
        [    3.835343]  ? kthread_park+0x60/0x60
        [    3.835434]  ret_from_fork+0x28/0x40
        [    3.835544]  ? kthread_park+0x60/0x60
        [    3.835628]  ret_from_fork_asm+0x11/0x20
        [    3.835750]  </TASK>
        [    3.836139] CPU: 1 UID: 0 PID: 34 Comm: init Not tainted 6.12.117+ #1 
        [    3.836286] RIP: 0010:lkdtm_SOFTLOCKUP+0x2/0x10
        [    3.836429] Code: 00 00 00 00 0f 1f 40 00 
        [    3.836533] RSP: 0018:ffff888000957e28 EFLAGS: 00000286
        [    3.836557] RAX: 00000000ffffffea RBX: ffff888000886000 RCX: 00000000ffffefff
        [    3.836566] RDX: ffffffff8128d760 RSI: ffff888000957d10 RDI: ffffffff8189c450
        [    3.836574] RBP: 000000000000000a R08: 0000000000004ffb R09: 00000000ffffefff
        [    3.836582] R10: 00000000ffffefff R11: ffffffff8181f7a0 R12: ffffffff8189c450
        [    3.836597] R13: ffff888000957f18 R14: 000000000000000a R15: ffff888000957f18
        [    3.836628] FS:  00000000284b4380(0000) GS:ffff88801f500000(0000) knlGS:0000000000000000
        [    3.836640] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [    3.836649] CR2: 000000000047b080 CR3: 00000000009a3000 CR4: 00000000007506b0
        [    3.836680] PKRU: 55555554
        [    3.836691] Call Trace:
        [    3.836749]  <TASK>
        [    3.836752]  lkdtm_do_action+0x15/0x20
        [    3.836762]  direct_entry+0x84/0xd0
        [    3.836770]  full_proxy_write+0x48/0x70
        [    3.836781]  vfs_write+0xac/0x2b0
        [    3.836792]  ? do_sys_openat2+0x6e/0xb0
        [    3.836799]  ksys_write+0x56/0xd0
        [    3.836807]  do_syscall_64+0x37/0xb0
        [    3.836814]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    3.836897] RIP: 0033:0x439370
        [    3.837021] Code: 40 00 48 c7 c2 b8 ff ff 
        [    3.837028] RSP: 002b:00007ffe4a7f9038 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    3.837038] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    3.837042] RDX: 000000000000000a RSI: 00007ffe4a7f9fd5 RDI: 0000000000000003
        [    3.837046] RBP: 00007ffe4a7f9fd5 R08: 0000000000000000 R09: 00000000004aeaa0
        [    3.837049] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffe4a7f9288
        [    3.837053] R13: 00007ffe4a7f9280 R14: 000000000047b004 R15: 0000000000000002
        [    3.837079]  </TASK>
        [   12.850446] rcu: INFO: rcu_sched self-detected stall on CPU
        [   12.850668] rcu: 	1-...!: (2983 ticks this GP) idle=621c/1/0x4000000000000000 softirq=14/14 fqs=103
        [   12.850840] rcu: 	(t=3004 jiffies g=-1159 q=3 ncpus=2)
        [   12.850932] rcu: rcu_sched kthread starved for 2798 jiffies! g-1159 f0x0 RCU_GP_WAIT_FQS(5) ->state=0x0 ->cpu=1
        [   12.851098] rcu: 	Unless rcu_sched kthread gets sufficient CPU time, OOM is now expected behavior.
        [   12.851288] rcu: RCU grace-period kthread stack dump:
        [   12.851399] task:rcu_sched       state:R  running task     stack:0     pid:14    tgid:14    ppid:2      flags:0x00004000
        [   12.851608] Call Trace:
        [   12.851660]  <TASK>
        [   12.851704]  __schedule+0x225/0x530
        [   12.851791]  schedule+0x1b/0x50
        [   12.851852]  schedule_timeout+0x7a/0xf0
        [   12.851924]  ? enqueue_timer+0x50/0x50
        [   12.852002]  rcu_gp_fqs_loop+0x10c/0x3d0
        [   12.852076]  ? rcu_gp_cleanup+0x440/0x440
        [   12.852150]  rcu_gp_kthread+0x66/0xf0
        [   12.852218]  kthread+0x9d/0xc0
        [   12.852278]  ? kthread_park+0x60/0x60
        [   12.852345]  ret_from_fork+0x28/0x40
        [   12.852418]  ? kthread_park+0x60/0x60
        [   12.852484]  ret_from_fork_asm+0x11/0x20
        [   12.852558]  </TASK>
        [   12.852615] CPU: 1 UID: 0 PID: 34 Comm: init Not tainted 6.12.117+ #1 
        [   12.852628] RIP: 0010:lkdtm_SOFTLOCKUP+0x2/0x10
        [   12.852648] Code: 00 00 00 00 0f 1f 40 00 
        [   12.852656] RSP: 0018:ffff888000957e28 EFLAGS: 00000286
        [   12.852665] RAX: 00000000ffffffea RBX: ffff888000886000 RCX: 00000000ffffefff
        [   12.852669] RDX: ffffffff8128d760 RSI: ffff888000957d10 RDI: ffffffff8189c450
        [   12.852674] RBP: 000000000000000a R08: 0000000000004ffb R09: 00000000ffffefff
        [   12.852678] R10: 00000000ffffefff R11: ffffffff8181f7a0 R12: ffffffff8189c450
        [   12.852682] R13: ffff888000957f18 R14: 000000000000000a R15: ffff888000957f18
        [   12.852686] FS:  00000000284b4380(0000) GS:ffff88801f500000(0000) knlGS:0000000000000000
        [   12.852692] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   12.852695] CR2: 000000000047b080 CR3: 00000000009a3000 CR4: 00000000007506b0
        [   12.852700] PKRU: 55555554
        [   12.852702] Call Trace:
        [   12.852709]  <TASK>
        [   12.852713]  lkdtm_do_action+0x15/0x20
        [   12.852721]  direct_entry+0x84/0xd0
        [   12.852728]  full_proxy_write+0x48/0x70
        [   12.852743]  vfs_write+0xac/0x2b0
        [   12.852754]  ? do_sys_openat2+0x6e/0xb0
        [   12.852761]  ksys_write+0x56/0xd0
        [   12.852769]  do_syscall_64+0x37/0xb0
        [   12.852776]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   12.852788] RIP: 0033:0x439370
        [   12.852799] Code: 40 00 48 c7 c2 b8 ff ff 
        [   12.852804] RSP: 002b:00007ffe4a7f9038 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   12.852810] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   12.852813] RDX: 000000000000000a RSI: 00007ffe4a7f9fd5 RDI: 0000000000000003
        [   12.852817] RBP: 00007ffe4a7f9fd5 R08: 0000000000000000 R09: 00000000004aeaa0
        [   12.852820] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffe4a7f9288
        [   12.852824] R13: 00007ffe4a7f9280 R14: 000000000047b004 R15: 0000000000000002
        [   12.852829]  </TASK>
        [   21.865777] rcu: INFO: rcu_sched self-detected stall on CPU
        [   21.866036] rcu: 	1-...!: (5175 ticks this GP) idle=621c/1/0x4000000000000000 softirq=14/14 fqs=103
        [   21.866283] rcu: 	(t=5258 jiffies g=-1159 q=3 ncpus=2)
        [   21.866437] rcu: rcu_sched kthread starved for 5052 jiffies! g-1159 f0x0 RCU_GP_WAIT_FQS(5) ->state=0x0 ->cpu=1
        [   21.866673] rcu: 	Unless rcu_sched kthread gets sufficient CPU time, OOM is now expected behavior.
        [   21.866877] rcu: RCU grace-period kthread stack dump:
        [   21.866995] task:rcu_sched       state:R  running task     stack:0     pid:14    tgid:14    ppid:2      flags:0x00004000
        [   21.867306] Call Trace:
        [   21.867375]  <TASK>
        [   21.867433]  __schedule+0x225/0x530
        [   21.867544]  schedule+0x1b/0x50
        [   21.867626]  schedule_timeout+0x7a/0xf0
        [   21.867721]  ? enqueue_timer+0x50/0x50
        [   21.867820]  rcu_gp_fqs_loop+0x10c/0x3d0
        [   21.867922]  ? rcu_gp_cleanup+0x440/0x440
        [   21.868021]  rcu_gp_kthread+0x66/0xf0
        [   21.868114]  kthread+0x9d/0xc0
        [   21.868203]  ? kthread_park+0x60/0x60
        [   21.868322]  ret_from_fork+0x28/0x40
        [   21.868419]  ? kthread_park+0x60/0x60
        [   21.868509]  ret_from_fork_asm+0x11/0x20
        [   21.868610]  </TASK>
        [   21.868701] CPU: 1 UID: 0 PID: 34 Comm: init Not tainted 6.12.117+ #1 
        [   21.868715] RIP: 0010:lkdtm_SOFTLOCKUP+0x2/0x10
        [   21.868732] Code: 00 00 00 00 0f 1f 40 00 
        [   21.868740] RSP: 0018:ffff888000957e28 EFLAGS: 00000286
        [   21.868748] RAX: 00000000ffffffea RBX: ffff888000886000 RCX: 00000000ffffefff
        [   21.868752] RDX: ffffffff8128d760 RSI: ffff888000957d10 RDI: ffffffff8189c450
        [   21.868756] RBP: 000000000000000a R08: 0000000000004ffb R09: 00000000ffffefff
        [   21.868760] R10: 00000000ffffefff R11: ffffffff8181f7a0 R12: ffffffff8189c450
        [   21.868764] R13: ffff888000957f18 R14: 000000000000000a R15: ffff888000957f18
        [   21.868768] FS:  00000000284b4380(0000) GS:ffff88801f500000(0000) knlGS:0000000000000000
        [   21.868773] CS:  0010 DS: 0000 ES: 0000 CR0: 0000000080050033
        [   21.868777] CR2: 000000000047b080 CR3: 00000000009a3000 CR4: 00000000007506b0
        [   21.868781] PKRU: 55555554
        [   21.868784] Call Trace:
        [   21.868791]  <TASK>
        [   21.868794]  lkdtm_do_action+0x15/0x20
        [   21.868802]  direct_entry+0x84/0xd0
        [   21.868810]  full_proxy_write+0x48/0x70
        [   21.868821]  vfs_write+0xac/0x2b0
        [   21.868831]  ? do_sys_openat2+0x6e/0xb0
        [   21.868839]  ksys_write+0x56/0xd0
        [   21.868846]  do_syscall_64+0x37/0xb0
        [   21.868854]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   21.868865] RIP: 0033:0x439370
        [   21.868876] Code: 40 00 48 c7 c2 b8 ff ff 
        [   21.868881] RSP: 002b:00007ffe4a7f9038 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        """#
}
