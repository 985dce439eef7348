// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// lkdtm ARRAY_BOUNDS, recorded from Linux 6.12.117 in QEMU; code bytes and the tail cut.
    static let ubsan = #"""
        provoke ARRAY_BOUNDS
        [   15.865225][   T40] lkdtm: Performing direct entry ARRAY_BOUNDS
        [   15.866229][   T40] lkdtm: Array access within bounds ...
        [   15.866515][   T40] lkdtm: Array access beyond bounds ...
        [   15.871296][   T40] ------------[ cut here ]------------
        [   15.871499][   T40] UBSAN: array-index-out-of-bounds in /build/linux/drivers/misc/lkdtm/bugs.c:406:16
        [   15.907163][   T40] index 8 is out of range for type 'char [8]'
        [   15.907945][   T40] CPU: 0 UID: 0 PID: 40 Comm: init Not tainted 6.12.117+ #1 
        [   15.908960][   T40] Call Trace:
        [   15.909053][   T40]  <TASK>
        [   15.909187][   T40]  dump_stack_lvl+0x7c/0x90
        [   15.909881][   T40]  __ubsan_handle_out_of_bounds+0xc2/0xf0
        [   15.909904][   T40]  lkdtm_ARRAY_BOUNDS+0x2a7/0x310
        [   15.909937][   T40]  ? lkdtm_WARNING+0x10/0x10
        [   15.909952][   T40]  ? __virt_addr_valid+0x169/0x310
        [   15.909984][   T40]  lkdtm_do_action+0x2f/0x50
        [   15.910015][   T40]  direct_entry+0xd7/0x170
        [   15.910039][   T40]  full_proxy_write+0xf1/0x170
        [   15.910068][   T40]  vfs_write+0x1fc/0x930
        [   15.910090][   T40]  ? do_sys_openat2+0xe7/0x130
        [   15.910104][   T40]  ? kernel_write+0x6d0/0x6d0
        [   15.910119][   T40]  ? do_sys_openat2+0xe7/0x130
        [   15.910133][   T40]  ? build_open_flags+0x450/0x450
        [   15.910148][   T40]  ksys_write+0xe2/0x1a0
        [   15.910163][   T40]  ? __x64_sys_read+0xa0/0xa0
        [   15.910178][   T40]  do_syscall_64+0x54/0xf0
        [   15.910197][   T40]  entry_SYSCALL_64_after_hwframe+0x4b/0x53
        [   15.910284][   T40] RIP: 0033:0x439370
        [   15.918869][   T40] Code: 40 00 48 c7 c2 b8 ff ff 
        [   15.919195][   T40] RSP: 002b:00007ffd0118d598 EFLAGS: 00000202 ORIG_RAX: 0000000000000001
        [   15.919286][   T40] RAX: ffffffffffffffda RBX: 0000000000000003 RCX: 0000000000439370
        [   15.919321][   T40] RDX: 000000000000000c RSI: 00007ffd0118dfc3 RDI: 0000000000000003
        [   15.919354][   T40] RBP: 00007ffd0118dfc3 R08: 0000000000000000 R09: 00000000004aeaa0
        [   15.919388][   T40] R10: 0000000000000000 R11: 0000000000000202 R12: 00007ffd0118d7f0
        [   15.919419][   T40] R13: 00007ffd0118d7e0 R14: 000000000047b004 R15: 0000000000000003
        [   15.919488][   T40]  </TASK>
        [   15.937068][   T40] ---[ end trace ]---
        [   15.937545][   T40] lkdtm: FAIL: survived array bounds overflow!
        [   15.937733][   T40] lkdtm: This is probably expected, since this kernel (6.12.117+ x86_64) was built *without* CONFIG_UBSAN_TRAP=y
        provoke OVERFLOW_SIGNED
        [   17.167220][   T41] lkdtm: Performing direct entry OVERFLOW_SIGNED
        [   17.167652][   T41] lkdtm: Normal signed addition ...
        [   17.167798][   T41] lkdtm: Overflowing signed addition ...
        """#
}
