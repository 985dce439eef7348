// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// A whole boot of a small kernel in which nothing happens.
    static let cleanBoot = #"""
        [    0.000000] Linux version 6.12.117+ (root@vm) (gcc (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Sun Nov 22 20:42:59 UTC 2
        [    0.000000] Command line: console=ttyS0 printk.time=1 panic=-1 rdinit=/init  -- 
        [    0.000000] BIOS-provided physical RAM map:
        [    0.000000] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
        [    0.000000] BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved
        [    0.000000] BIOS-e820: [mem 0x00000000000f0000-0x00000000000fffff] reserved
        [    0.000000] BIOS-e820: [mem 0x0000000000100000-0x000000001ffdffff] usable
        [    0.000000] BIOS-e820: [mem 0x000000001ffe0000-0x000000001fffffff] reserved
        [    0.000000] BIOS-e820: [mem 0x00000000fffc0000-0x00000000ffffffff] reserved
        [    0.000000] BIOS-e820: [mem 0x000000fd00000000-0x000000ffffffffff] reserved
        [    0.000000] NX (Execute Disable) protection: active
        [    0.000000] APIC: Static calls initialized
        [    0.000000] tsc: Fast TSC calibration using PIT
        [    0.000000] tsc: Detected 2596.135 MHz processor
        [    0.007005] last_pfn = 0x1ffe0 max_arch_pfn = 0x400000000
        [    0.007031] x86/PAT: PAT support disabled because CONFIG_X86_PAT is disabled in the kernel.
        [    0.007130] x86/PAT: Configuration [0-7]: WB  WT  UC- UC  WB  WT  UC- UC  
        [    0.008754] Using GB pages for direct mapping
        [    0.011637] RAMDISK: [mem 0x1ff23000-0x1ffdffff]
        [    0.011736] ACPI: Early table checksum verification disabled
        [    0.012124] ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
        [    0.012529] ACPI: RSDT 0x000000001FFE1B33 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.013097] ACPI: FACP 0x000000001FFE19DF 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.013629] ACPI: DSDT 0x000000001FFE0040 00199F (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.013705] ACPI: FACS 0x000000001FFE0000 000040
        [    0.013746] ACPI: APIC 0x000000001FFE1A53 000080 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.013763] ACPI: HPET 0x000000001FFE1AD3 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.013778] ACPI: WAET 0x000000001FFE1B0B 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.013845] ACPI: Reserving FACP table memory at [mem 0x1ffe19df-0x1ffe1a52]
        [    0.013865] ACPI: Reserving DSDT table memory at [mem 0x1ffe0040-0x1ffe19de]
        [    0.013871] ACPI: Reserving FACS table memory at [mem 0x1ffe0000-0x1ffe003f]
        [    0.013877] ACPI: Reserving APIC table memory at [mem 0x1ffe1a53-0x1ffe1ad2]
        [    0.013882] ACPI: Reserving HPET table memory at [mem 0x1ffe1ad3-0x1ffe1b0a]
        [    0.013887] ACPI: Reserving WAET table memory at [mem 0x1ffe1b0b-0x1ffe1b32]
        [    0.015934] Zone ranges:
        [    0.015955]   DMA32    [mem 0x0000000000001000-0x000000001ffdffff]
        [    0.016033]   Normal   empty
        [    0.016055] Movable zone start for each node
        [    0.016083] Early memory node ranges
        [    0.016113]   node   0: [mem 0x0000000000001000-0x000000000009efff]
        [    0.016140]   node   0: [mem 0x0000000000100000-0x000000001ffdffff]
        [    0.016207] Initmem setup node 0 [mem 0x0000000000001000-0x000000001ffdffff]
        [    0.021864] On node 0, zone DMA32: 1 pages in unavailable ranges
        [    0.040516] On node 0, zone DMA32: 97 pages in unavailable ranges
        [    0.040565] On node 0, zone DMA32: 32 pages in unavailable ranges
        [    0.041261] ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
        [    0.041703] IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
        [    0.041786] ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
        [    0.042003] ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
        [    0.042042] ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
        [    0.042102] ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
        [    0.042107] ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
        [    0.042246] ACPI: Using ACPI (MADT) for SMP configuration information
        [    0.042274] ACPI: HPET id: 0x8086a201 base: 0xfed00000
        [    0.042504] CPU topo: Max. logical packages:   1
        [    0.042511] CPU topo: Max. logical dies:       1
        [    0.042518] CPU topo: Max. dies per package:   1
        [    0.042551] CPU topo: Max. threads per core:   1
        [    0.042674] CPU topo: Num. cores per package:     2
        [    0.042685] CPU topo: Num. threads per package:   2
        [    0.042690] CPU topo: Allowing 2 present CPUs plus 0 hotplug CPUs
        [    0.043132] [mem 0x20000000-0xfffbffff] available for PCI devices
        [    0.043145] Booting paravirtualized kernel on bare hardware
        [    0.043312] clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
        [    0.047061] setup_percpu: NR_CPUS:64 nr_cpumask_bits:2 nr_cpu_ids:2 nr_node_ids:1
        [    0.053152] percpu: Embedded 42 pages/cpu s134656 r8192 d29184 u1048576
        [    0.054554] Kernel command line: console=ttyS0 printk.time=1 panic=-1 rdinit=/init  -- 
        [    0.063600] random: crng init done
        [    0.063914] Dentry cache hash table entries: 65536 (order: 7, 524288 bytes, linear)
        [    0.064028] Inode-cache hash table entries: 32768 (order: 6, 262144 bytes, linear)
        [    0.064986] Built 1 zonelists, mobility grouping on.  Total pages: 130942
        [    0.065289] mem auto-init: stack:all(zero), heap alloc:off, heap free:off
        [    0.071042] SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=2, Nodes=1
        [    0.081075] rcu: Hierarchical RCU implementation.
        [    0.081100] rcu: 	RCU restricting CPUs from NR_CPUS=64 to nr_cpu_ids=2.
        [    0.081262] rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
        [    0.081283] rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=2
        [    0.082013] NR_IRQS: 4352, nr_irqs: 56, preallocated irqs: 16
        [    0.087815] rcu: srcu_init: Setting srcu_struct sizes based on contention.
        [    0.088296] clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
        [    0.092384] printk: legacy console [ttyS0] enabled
        [    0.107484] ACPI: Core revision 20240827
        [    0.116045] clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
        [    0.117584] APIC: Switch to symmetric I/O mode setup
        [    0.120450] ..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
        [    0.137276] clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x256bf8d59a4, max_idle_ns: 440795204888 ns
        [    0.137739] Calibrating delay loop (skipped), value calculated using timer frequency.. 5192.27 BogoMIPS (lpj=10384540)
        [    0.139569] Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
        [    0.143380] Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
        [    0.146917] x86/fpu: Supporting XSAVE feature 0x001: 'x87 floating point registers'
        [    0.151339] x86/fpu: Supporting XSAVE feature 0x002: 'SSE registers'
        [    0.151486] x86/fpu: Supporting XSAVE feature 0x004: 'AVX registers'
        [    0.153665] x86/fpu: Supporting XSAVE feature 0x008: 'MPX bounds registers'
        [    0.153801] x86/fpu: Supporting XSAVE feature 0x010: 'MPX CSR'
        [    0.153971] x86/fpu: Supporting XSAVE feature 0x200: 'Protection Keys User registers'
        [    0.154251] x86/fpu: xstate_offset[2]:  576, xstate_sizes[2]:  256
        [    0.154444] x86/fpu: xstate_offset[3]:  960, xstate_sizes[3]:   64
        [    0.154559] x86/fpu: xstate_offset[4]: 1024, xstate_sizes[4]:   64
        [    0.154672] x86/fpu: xstate_offset[9]: 2688, xstate_sizes[9]:    8
        [    0.154796] x86/fpu: Enabled xstate features 0x21f, context size is 2696 bytes, using 'standard' format.
        [    0.165016] Freeing SMP alternatives memory: 16K
        [    0.165412] pid_max: default: 32768 minimum: 301
        [    0.169591] Mount-cache hash table entries: 1024 (order: 1, 8192 bytes, linear)
        [    0.169859] Mountpoint-cache hash table entries: 1024 (order: 1, 8192 bytes, linear)
        [    0.401129] smpboot: CPU0: AMD QEMU TCG CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
        [    0.408020] Performance Events: PMU not available due to virtualization, using software events only.
        [    0.408956] signal: max sigframe size: 3232
        [    0.410407] rcu: Hierarchical SRCU implementation.
        [    0.410538] rcu: 	Max phase no-delay instances is 1000.
        [    0.412942] smp: Bringing up secondary CPUs ...
        [    0.416932] smpboot: x86: Booting SMP configuration:
        [    0.417294] .... node  #0, CPUs:      #1
        [    0.507812] smp: Brought up 1 node, 2 CPUs
        [    0.508141] smpboot: Total of 2 processors activated (10366.09 BogoMIPS)
        [    0.516331] Memory: 499020K/523768K available (6144K kernel code, 668K rwdata, 1152K rodata, 764K init, 1192K bss, 23020K reserved, 0K cma-reserved)
        [    0.522789] devtmpfs: initialized
        [    0.525644] futex hash table entries: 512 (order: 3, 32768 bytes, linear)
        [    0.530455] NET: Registered PF_NETLINK/PF_ROUTE protocol family
        [    0.534667] PCI: Using configuration type 1 for base access
        [    0.536766] HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
        [    0.536917] HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
        [    0.538361] ACPI: Added _OSI(Module Device)
        [    0.538470] ACPI: Added _OSI(Processor Device)
        [    0.538555] ACPI: Added _OSI(Processor Aggregator Device)
        [    0.554300] ACPI: 1 ACPI AML tables successfully acquired and loaded
        [    0.567387] ACPI: Interpreter enabled
        [    0.567939] ACPI: PM: (supports S0 S5)
        [    0.568056] ACPI: Using IOAPIC for interrupt routing
        [    0.568372] PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
        [    0.568554] PCI: Using E820 reservations for host bridge windows
        [    0.569549] ACPI: Enabled 2 GPEs in block 00 to 0F
        [    0.592875] ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
        [    0.593608] acpi PNP0A03:00: _OSC: OS supports [Segments HPX-Type3]
        [    0.593644] acpi PNP0A03:00: PCIe port services disabled; not requesting _OSC control
        [    0.596028] PCI host bridge to bus 0000:00
        [    0.596285] pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
        [    0.596526] pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
        [    0.596652] pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
        [    0.596854] pci_bus 0000:00: root bus resource [mem 0x20000000-0xfebfffff window]
        [    0.596992] pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
        [    0.597746] pci_bus 0000:00: root bus resource [bus 00-ff]
        [    0.598637] pci 0000:00:00.0: [8086:1237] type 00 class 0x060000 conventional PCI endpoint
        [    0.602883] pci 0000:00:01.0: [8086:7000] type 00 class 0x060100 conventional PCI endpoint
        [    0.604312] pci 0000:00:01.1: [8086:7010] type 00 class 0x010180 conventional PCI endpoint
        [    0.606200] pci 0000:00:01.1: BAR 4 [io  0xc040-0xc04f]
        [    0.609714] pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
        [    0.610506] pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
        [    0.610721] pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
        [    0.610906] pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
        [    0.611402] pci 0000:00:01.3: [8086:7113] type 00 class 0x068000 conventional PCI endpoint
        [    0.611805] pci 0000:00:02.0: [1234:1111] type 00 class 0x030000 conventional PCI endpoint
        [    0.613029] pci 0000:00:02.0: BAR 0 [mem 0xfd000000-0xfdffffff pref]
        [    0.616338] pci 0000:00:02.0: BAR 2 [mem 0xfebf0000-0xfebf0fff]
        [    0.617644] pci 0000:00:02.0: ROM [mem 0xfebe0000-0xfebeffff pref]
        [    0.619641] pci 0000:00:03.0: [8086:100e] type 00 class 0x020000 conventional PCI endpoint
        [    0.620536] pci 0000:00:03.0: BAR 0 [mem 0xfebc0000-0xfebdffff]
        [    0.622559] pci 0000:00:03.0: BAR 1 [io  0xc000-0xc03f]
        [    0.625680] pci 0000:00:03.0: ROM [mem 0xfeb80000-0xfebbffff pref]
        [    0.632739] ACPI: PCI: Interrupt link LNKA configured for IRQ 10
        [    0.634013] ACPI: PCI: Interrupt link LNKB configured for IRQ 10
        [    0.634455] ACPI: PCI: Interrupt link LNKC configured for IRQ 11
        [    0.634863] ACPI: PCI: Interrupt link LNKD configured for IRQ 11
        [    0.635146] ACPI: PCI: Interrupt link LNKS configured for IRQ 9
        [    0.645570] PCI: Using ACPI for IRQ routing
        [    0.648273] clocksource: Switched to clocksource tsc-early
        [    0.652924] pnp: PnP ACPI init
        [    0.656031] pnp: PnP ACPI: found 6 devices
        [    0.662138] NET: Registered PF_UNIX/PF_LOCAL protocol family
        [    0.663155] pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
        [    0.664043] pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
        [    0.664213] pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
        [    0.664376] pci_bus 0000:00: resource 7 [mem 0x20000000-0xfebfffff window]
        [    0.664676] pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
        [    0.668164] workingset: timestamp_bits=62 max_order=17 bucket_order=0
        [    0.674529] Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
        [    0.674779] Unpacking initramfs...
        [    0.675381] serial8250: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
        [    0.680471] ACPI: bus type drm_connector registered
        [    0.683078] Freeing initrd memory: 756K
        [    0.684279] lkdtm: No crash points registered, enable through debugfs
        [    0.688163] IPI shorthand broadcast: enabled
        [    0.692481] sched_clock: Marking stable (661995499, 29434546)->(724341806, -32911761)
        [    0.754925] Freeing unused kernel image (initmem) memory: 764K
        [    0.755580] Write protecting the kernel read-only data: 8192k
        [    0.757643] Freeing unused kernel image (rodata/data gap) memory: 896K
        [    0.757869] Run /init as init process
        tainted [    0.819848] ACPI: PM: Preparing to enter system sleep state S5
        [    0.820893] reboot: Restarting system
        [    0.821013] reboot: machine restart
        """#
}
