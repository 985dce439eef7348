// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm SLAB_FREE_DOUBLE, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let doubleFree = #"""
        provoke SLAB_FREE_DOUBLE
        [    8.188656][   T10] tsc: Refined TSC clocksource calibration: 2596.137 MHz
        [    8.190082][   T10] clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256bfae2bfa, max_idle_ns: 440795267028 ns
        [    8.221251][   T10] clocksource: Switched to clocksource tsc
        [    8.221807][    C1] Clockevents: could not switch to one-shot mode: lapic is not functional.
        [    8.221956][    C1] Could not switch to high resolution mode on CPU 1
        [    8.223650][    C0] Clockevents: could not switch to one-shot mode: lapic is not functional.
        [    8.223707][    C0] Could not switch to high resolution mode on CPU 0
        [    8.229169][   T38] lkdtm: Performing direct entry SLAB_FREE_DOUBLE
        [    8.233918][   T38] lkdtm: Attempting double slab free ...
        [    8.234285][   T38] ==================================================================
        [    8.234652][   T38] BUG: KASAN: double-free in lkdtm_do_action+0x2f/0x50
        [    8.235461][   T38] Free of addr ffff888004b87000 by task init/38
        [    8.237892][   T38] 
        [    8.238417][   T38] CPU: 1 UID: 0 PID: 38 Comm: init Not tainted 6.12.117+ #1 
        [    8.238876][   T38] Call Trace:
        [    8.238944][   T38]  <TASK>
        [    8.239034][   T38]  dump_stack_lvl+0x62/0x90
        [    8.239094][   T38]  print_report+0xc4/0x630
        [    8.239126][   T38]  ? __virt_addr_valid+0x169/0x310
        [    8.239144][   T38]  ? lkdtm_do_action+0x2f/0x50
        [    8.239159][   T38]  kasan_report_invalid_free+0xb4/0xd0
        [    8.239175][   T38]  ? lkdtm_do_action+0x2f/0x50
        [    8.239189][   T38]  ? lkdtm_do_action+0x2f/0x50
        [    8.239202][   T38]  check_slab_allocation+0x175/0x1b0
        [    8.239217][   T38]  kmem_cache_free+0x141/0x510
        [    8.239231][   T38]  ? lkdtm_SLAB_FREE_DOUBLE+0x58/0x80
        [    8.239245][   T38]  ? lkdtm_do_action+0x2f/0x50
        [    8.239259][   T38]  lkdtm_do_action+0x2f/0x50
        [    8.239273][   T38]  direct_entry+0xd7/0x170
        [    8.239287][   T38]  full_proxy_write+0xf1/0x170
        [    8.239304][   T38]  vfs_write+0x1fc/0x930
        [    8.239319][   T38]  ? do_sys_openat2+0xe7/0x130
        [    8.239332][   T38]  ? kernel_write+0x6d0/0x6d0
        [    8.239346][   T38]  ? do_sys_openat2+0xe7/0x130
        [    8.239359][   T38]  ? build_open_flags+0x450/0x450
        [    8.239373][   T38]  ksys_write+0xe2/0x1a0
        [    8.239387][   T38]  ? __x64_sys_read+0xa0/0xa0
        [    8.239402][   T38]  do_syscall_64+0x54/0xf0
        [    8.239419][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    8.239489][   T38] RIP: 0033:0x439370
        [    8.239810][   T38] Code: 40 00 48 c7 c2 b8 ff ff 
        [    8.240034][   T38] RSP: 002b:00007ffdb0b85f28 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [    8.240107][   T38] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [    8.240139][   T38] RDX: 0000000000000010 RSI: 00007ffdb0b87fcf RDI: 0000000000000003
        [    8.240170][   T38] RBP: 00007ffdb0b87fcf R08: 0000000000000000 R09: 00000000004aeaa0
        [    8.240199][   T38] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffdb0b86178
        [    8.240237][   T38] R13: 00007ffdb0b86170 R14: 000000000047b004 R15: 0000000000000002
        [    8.240279][   T38]  </TASK>
        [    8.240319][   T38] 
        [    8.246866][   T38] Allocated by task 38:
        [    8.247113][   T38]  kasan_save_stack+0x2f/0x50
        [    8.247256][   T38]  kasan_save_track+0x10/0x30
        [    8.247362][   T38]  __kasan_slab_alloc+0x62/0x70
        [    8.247465][   T38]  kmem_cache_alloc_noprof+0x113/0x340
        [    8.250064][   T38]  lkdtm_SLAB_FREE_DOUBLE+0x12/0x80
        [    8.250210][   T38]  lkdtm_do_action+0x2f/0x50
        [    8.250313][   T38]  direct_entry+0xd7/0x170
        [    8.250411][   T38]  full_proxy_write+0xf1/0x170
        [    8.250515][   T38]  vfs_write+0x1fc/0x930
        [    8.250611][   T38]  ksys_write+0xe2/0x1a0
        [    8.250705][   T38]  do_syscall_64+0x54/0xf0
        [    8.250804][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    8.250958][   T38] 
        [    8.251034][   T38] Freed by task 38:
        [    8.251127][   T38]  kasan_save_stack+0x2f/0x50
        [    8.251230][   T38]  kasan_save_track+0x10/0x30
        [    8.251332][   T38]  kasan_save_free_info+0x37/0x50
        [    8.251439][   T38]  __kasan_slab_free+0x33/0x40
        [    8.251581][   T38]  kmem_cache_free+0x174/0x510
        [    8.251686][   T38]  lkdtm_SLAB_FREE_DOUBLE+0x58/0x80
        [    8.251795][   T38]  lkdtm_do_action+0x2f/0x50
        [    8.251893][   T38]  direct_entry+0xd7/0x170
        [    8.251988][   T38]  full_proxy_write+0xf1/0x170
        [    8.252089][   T38]  vfs_write+0x1fc/0x930
        [    8.252181][   T38]  ksys_write+0xe2/0x1a0
        [    8.252273][   T38]  do_syscall_64+0x54/0xf0
        [    8.252371][   T38]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [    8.252506][   T38] 
        [    8.252606][   T38] The buggy address belongs to the object at ffff888004b87000
        [    8.252606][   T38]  which belongs to the cache lkdtm-heap-double_free of size 64
        [    8.252943][   T38] The buggy address is located 0 bytes inside of
        [    8.252943][   T38]  64-byte region [ffff888004b87000, ffff888004b87040)
        [    8.253258][   T38] 
        [    8.253357][   T38] The buggy address belongs to the physical page:
        [    8.256036][   T38] page: refcount:1 mapcount:0 mapping:0000000000000000 index:0x0 pfn:0x4b87
        [    8.256463][   T38] flags: 0x0(section=0|zone=0)
        [    8.256893][   T38] page_type: f5(slab)
        [    8.257268][   T38] raw: 0000000000000000 ffff8880045a8640 dead000000000122 0000000000000000
        [    8.257449][   T38] raw: 0000000000000000 0000000080270027 00000001f5000000 0000000000000000
        [    8.258240][   T38] page dumped because: kasan: bad access detected
        [    8.258386][   T38] 
        [    8.258452][   T38] Memory state around the buggy address:
        [    8.258765][   T38]  ffff888004b86f00: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        [    8.258943][   T38]  ffff888004b86f80: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
        [    8.259111][   T38] >ffff888004b87000: fa fb fb fb fb fb fb fb fc fc fc fc fc fc fc fc
        [    8.259275][   T38]                    ^
        [    8.259427][   T38]  ffff888004b87080: fc fc fc fc fc fc fc fc fc fc fc fc fc fc fc fc
        [    8.261828][   T38]  ffff888004b87100: fc fc fc fc fc fc fc fc fc fc fc fc fc fc fc fc
        [    8.262069][   T38] ==================================================================
        [    8.262772][   T38] Disabling lock debugging due to kernel taint
        tainted [    9.304883][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [    9.312384][    T1] reboot: Restarting system
        [    9.312696][    T1] reboot: machine restart
        """#
}
