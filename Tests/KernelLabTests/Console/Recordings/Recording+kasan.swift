// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm WRITE_AFTER_FREE, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let kasan = #"""
        provoke WRITE_AFTER_FREE
        [    7.722693][   T38] lkdtm: Performing direct entry WRITE_AFTER_FREE
        [    7.723392][   T38] lkdtm: Allocated memory 000000004dfa47ab-0000000041257e42
        [    7.723948][   T38] lkdtm: Attempting bad write to freed memory at 0000000036d9e566
        [    7.724368][   T38] ==================================================================
        [    7.724822][   T38] BUG: KASAN: slab-use-after-free in lkdtm_WRITE_AFTER_FREE+0xeb/0x120
        [    7.725750][   T38] Write of size 4 at addr ffff8880048ec200 by task init/38
        [    7.726018][   T38] 
        [    7.726478][   T38] CPU: 1 UID: 0 PID: 38 Comm: init Not tainted 6.12.117+ #1 
        [    7.727047][   T38] Call Trace:
        [    7.727121][   T38]  <TASK>
        [    7.727204][   T38]  dump_stack_lvl+0x62/0x90
        [    7.727263][   T38]  print_report+0xc4/0x630
        [    7.727294][   T38]  ? lkdtm_WRITE_AFTER_FREE+0xeb/0x120
        [    7.727311][   T38]  ? __virt_addr_valid+0x169/0x310
        [    7.727329][   T38]  ? lkdtm_WRITE_AFTER_FREE+0xeb/0x120
        [    7.727343][   T38]  kasan_report+0xdc/0x110
        [    7.727359][   T38]  ? lkdtm_WRITE_AFTER_FREE+0xeb/0x120
        [    7.727374][   T38]  lkdtm_WRITE_AFTER_FREE+0xeb/0x120
        [    7.727389][   T38]  lkdtm_do_action+0x2f/0x50
        [    7.727404][   T38]  direct_entry+0xd7/0x170
        [    7.727418][   T38]  full_proxy_write+0xf1/0x170
        [    7.727435][   T38]  vfs_write+0x1fc/0x930
        [    7.727451][   T38]  ? do_sys_openat2+0xe7/0x130
        [    7.727464][   T38]  ? kernel_write+0x6d0/0x6d0
        [    7.727478][   T38]  ? do_sys_openat2+0xe7/0x130
        [    7.727492][   T38]  ? build_open_flags+0x450/0x450
        [    7.727507][   T38]  ksys_write+0xe2/0x1a0
        [    7.727521][   T38]  ? __x64_sys_read+0xa0/0xa0
        [    7.727535][   T38]  do_syscall_64+0x54/0xf0
        [    7.727553][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    7.727630][   T38] RIP: 0033:0x439370
        [    7.727892][   T38] Code: 40 00 48 c7 c2 b8 ff ff 
        [    7.728107][   T38] RSP: 002b:00007ffdd6f5b9a8 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    7.728180][   T38] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    7.728210][   T38] RDX: 0000000000000010 RSI: 00007ffdd6f5cfaa RDI: 0000000000000003
        [    7.728250][   T38] RBP: 00007ffdd6f5cfaa R08: 0000000000000000 R09: 00000000004aeaa0
        [    7.728280][   T38] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffdd6f5bc08
        [    7.728309][   T38] R13: 00007ffdd6f5bbf0 R14: 000000000047b004 R15: 0000000000000004
        [    7.728347][   T38]  </TASK>
        [    7.728386][   T38] 
        [    7.732077][   T38] Allocated by task 38:
        [    7.732296][   T38]  kasan_save_stack+0x2f/0x50
        [    7.732429][   T38]  kasan_save_track+0x10/0x30
        [    7.732533][   T38]  __kasan_kmalloc+0x83/0x90
        [    7.732634][   T38]  lkdtm_WRITE_AFTER_FREE+0x3c/0x120
        [    7.732748][   T38]  lkdtm_do_action+0x2f/0x50
        [    7.732850][   T38]  direct_entry+0xd7/0x170
        [    7.732947][   T38]  full_proxy_write+0xf1/0x170
        [    7.733050][   T38]  vfs_write+0x1fc/0x930
        [    7.733146][   T38]  ksys_write+0xe2/0x1a0
        [    7.733241][   T38]  do_syscall_64+0x54/0xf0
        [    7.733358][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    7.733496][   T38] 
        [    7.733658][   T38] Freed by task 38:
        [    7.733760][   T38]  kasan_save_stack+0x2f/0x50
        [    7.733867][   T38]  kasan_save_track+0x10/0x30
        [    7.733969][   T38]  kasan_save_free_info+0x37/0x50
        [    7.734080][   T38]  __kasan_slab_free+0x33/0x40
        [    7.734184][   T38]  kfree+0x161/0x3f0
        [    7.734271][   T38]  lkdtm_WRITE_AFTER_FREE+0x7c/0x120
        [    7.734385][   T38]  lkdtm_do_action+0x2f/0x50
        [    7.734484][   T38]  direct_entry+0xd7/0x170
        [    7.734643][   T38]  full_proxy_write+0xf1/0x170
        [    7.734772][   T38]  vfs_write+0x1fc/0x930
        [    7.734915][   T38]  ksys_write+0xe2/0x1a0
        [    7.735010][   T38]  do_syscall_64+0x54/0xf0
        [    7.735108][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    7.735243][   T38] 
        [    7.735356][   T38] The buggy address belongs to the object at ffff8880048ec000
        [    7.735356][   T38]  which belongs to the cache kmalloc-1k of size 1024
        [    7.735678][   T38] The buggy address is located 512 bytes inside of
        [    7.735678][   T38]  freed 1024-byte region [ffff8880048ec000, ffff8880048ec400)
        [    7.735952][   T38] 
        [    7.736050][   T38] The buggy address belongs to the physical page:
        [    7.736379][   T38] page: refcount:1 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x48e8
        [    7.736762][   T38] head: order:3 mapcount:0 entire_mapcount:0 nr_pages_mapped:0 pincount:0
        [    7.736948][   T38] flags: 0x40(head|section=0|zone=0)
        [    7.737434][   T38] page_type: f5(slab)
        [    7.737964][   T38] raw: 0000000000000040 ffff888000141dc0 dead000000000122 0000000000000000
        [    7.738172][   T38] raw: 0000000000000000 0000000080100010 00000001f5000000 0000000000000000
        [    7.738386][   T38] head: 0000000000000040 ffff888000141dc0 dead000000000122 0000000000000000
        [    7.738553][   T38] head: 0000000000000000 0000000080100010 00000001f5000000 0000000000000000
        [    7.738761][   T38] head: 0000000000000003 ffff88801f723a01 ffffffffffffffff 0000000000000000
        [    7.738930][   T38] head: 0000000000000008 0000000000000000 00000000ffffffff 0000000000000000
        [    7.739118][   T38] page dumped because: kasan: bad access detected
        [    7.739247][   T38] 
        [    7.739309][   T38] Memory state around the buggy address:
        [    7.739616][   T38]  ffff8880048ec100: fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb
        [    7.739796][   T38]  ffff8880048ec180: fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb
        [    7.739984][   T38] >ffff8880048ec200: fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb
        [    7.740155][   T38]                    ^
        [    7.740295][   T38]  ffff8880048ec280: fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb
        [    7.740446][   T38]  ffff8880048ec300: fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb fb
        [    7.740704][   T38] ==================================================================
        [    7.741721][   T38] Disabling lock debugging due to kernel taint
        [    7.742167][   T38] lkdtm: Hmm, didn't get the same memory range.
        provoke SLAB_LINEAR_OVERFLOW
        [    8.784957][   T39] lkdtm: Performing direct entry SLAB_LINEAR_OVERFLOW
        [    8.785396][   T39] lkdtm: Attempting slab linear overflow ...
        provoke READ_AFTER_FREE
        [    9.821322][   T40] lkdtm: Performing direct entry READ_AFTER_FREE
        [    9.825895][   T40] lkdtm: Value in memory before free: 12345678
        [    9.826178][   T40] lkdtm: Attempting bad read from freed memory
        [    9.826357][   T40] lkdtm: FAIL: Memory was not poisoned!
        [    9.827308][   T40] lkdtm: This is probably expected, since this kernel (6.12.117+ x86_64) was built *without* CONFIG_INIT_ON_FREE_DEFAULT_ON=y (and booted without 'init_on_free' specified)
        tainted [   10.850932][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [   10.853242][    T1] reboot: Restarting system
        [   10.853472][    T1] reboot: machine restart
        """#
}
