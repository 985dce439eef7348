// SPDX-License-Identifier: GPL-2.0-only

extension Recording {
    /// A whole boot of a kernel with KASAN, lockdep and printk callers in which nothing happens.
    static let cleanDebugBoot = #"""
        [    0.000000][    T0] Linux version 6.12.117+ (root@vm) (gcc (Debian 12.2.0-14+deb12u1) 12.2.0, GNU ld (GNU Binutils for Debian) 2.40) #1 SMP Sun Nov 22 21:12:
        [    0.000000][    T0] Command line: console=ttyS0 printk.time=1 panic=-1 rdinit=/init  -- 
        [    0.000000][    T0] BIOS-provided physical RAM map:
        [    0.000000][    T0] BIOS-e820: [mem 0x0000000000000000-0x000000000009fbff] usable
        [    0.000000][    T0] BIOS-e820: [mem 0x000000000009fc00-0x000000000009ffff] reserved
        [    0.000000][    T0] BIOS-e820: [mem 0x00000000000f0000-0x00000000000fffff] reserved
        [    0.000000][    T0] BIOS-e820: [mem 0x0000000000100000-0x000000001ffdffff] usable
        [    0.000000][    T0] BIOS-e820: [mem 0x000000001ffe0000-0x000000001fffffff] reserved
        [    0.000000][    T0] BIOS-e820: [mem 0x00000000fffc0000-0x00000000ffffffff] reserved
        [    0.000000][    T0] BIOS-e820: [mem 0x000000fd00000000-0x000000ffffffffff] reserved
        [    0.000000][    T0] NX (Execute Disable) protection: active
        [    0.000000][    T0] APIC: Static calls initialized
        [    0.000000][    T0] tsc: Fast TSC calibration failed
        [    0.000000][    T0] last_pfn = 0x1ffe0 max_arch_pfn = 0x400000000
        [    0.000000][    T0] x86/PAT: PAT support disabled because CONFIG_X86_PAT is disabled in the kernel.
        [    0.000000][    T0] x86/PAT: Configuration [0-7]: WB  WT  UC- UC  WB  WT  UC- UC  
        [    0.000000][    T0] Using GB pages for direct mapping
        [    0.000000][    T0] RAMDISK: [mem 0x1ff23000-0x1ffdffff]
        [    0.000000][    T0] ACPI: Early table checksum verification disabled
        [    0.000000][    T0] ACPI: RSDP 0x00000000000F59D0 000014 (v00 BOCHS )
        [    0.000000][    T0] ACPI: RSDT 0x000000001FFE1B33 000034 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.000000][    T0] ACPI: FACP 0x000000001FFE19DF 000074 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.000000][    T0] ACPI: DSDT 0x000000001FFE0040 00199F (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.000000][    T0] ACPI: FACS 0x000000001FFE0000 000040
        [    0.000000][    T0] ACPI: APIC 0x000000001FFE1A53 000080 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.000000][    T0] ACPI: HPET 0x000000001FFE1AD3 000038 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.000000][    T0] ACPI: WAET 0x000000001FFE1B0B 000028 (v01 BOCHS  BXPC     00000001 BXPC 00000001)
        [    0.000000][    T0] ACPI: Reserving FACP table memory at [mem 0x1ffe19df-0x1ffe1a52]
        [    0.000000][    T0] ACPI: Reserving DSDT table memory at [mem 0x1ffe0040-0x1ffe19de]
        [    0.000000][    T0] ACPI: Reserving FACS table memory at [mem 0x1ffe0000-0x1ffe003f]
        [    0.000000][    T0] ACPI: Reserving APIC table memory at [mem 0x1ffe1a53-0x1ffe1ad2]
        [    0.000000][    T0] ACPI: Reserving HPET table memory at [mem 0x1ffe1ad3-0x1ffe1b0a]
        [    0.000000][    T0] ACPI: Reserving WAET table memory at [mem 0x1ffe1b0b-0x1ffe1b32]
        [    0.000000][    T0] Zone ranges:
        [    0.000000][    T0]   DMA32    [mem 0x0000000000001000-0x000000001ffdffff]
        [    0.000000][    T0]   Normal   empty
        [    0.000000][    T0] Movable zone start for each node
        [    0.000000][    T0] Early memory node ranges
        [    0.000000][    T0]   node   0: [mem 0x0000000000001000-0x000000000009efff]
        [    0.000000][    T0]   node   0: [mem 0x0000000000100000-0x000000001ffdffff]
        [    0.000000][    T0] Initmem setup node 0 [mem 0x0000000000001000-0x000000001ffdffff]
        [    0.000000][    T0] On node 0, zone DMA32: 1 pages in unavailable ranges
        [    0.000000][    T0] On node 0, zone DMA32: 97 pages in unavailable ranges
        [    0.000000][    T0] On node 0, zone DMA32: 32 pages in unavailable ranges
        [    0.000000][    T0] kasan: KernelAddressSanitizer initialized
        [    0.000000][    T0] ACPI: LAPIC_NMI (acpi_id[0xff] dfl dfl lint[0x1])
        [    0.000000][    T0] IOAPIC[0]: apic_id 0, version 32, address 0xfec00000, GSI 0-23
        [    0.000000][    T0] ACPI: INT_SRC_OVR (bus 0 bus_irq 0 global_irq 2 dfl dfl)
        [    0.000000][    T0] ACPI: INT_SRC_OVR (bus 0 bus_irq 5 global_irq 5 high level)
        [    0.000000][    T0] ACPI: INT_SRC_OVR (bus 0 bus_irq 9 global_irq 9 high level)
        [    0.000000][    T0] ACPI: INT_SRC_OVR (bus 0 bus_irq 10 global_irq 10 high level)
        [    0.000000][    T0] ACPI: INT_SRC_OVR (bus 0 bus_irq 11 global_irq 11 high level)
        [    0.000000][    T0] ACPI: Using ACPI (MADT) for SMP configuration information
        [    0.000000][    T0] ACPI: HPET id: 0x8086a201 base: 0xfed00000
        [    0.000000][    T0] CPU topo: Max. logical packages:   1
        [    0.000000][    T0] CPU topo: Max. logical dies:       1
        [    0.000000][    T0] CPU topo: Max. dies per package:   1
        [    0.000000][    T0] CPU topo: Max. threads per core:   1
        [    0.000000][    T0] CPU topo: Num. cores per package:     2
        [    0.000000][    T0] CPU topo: Num. threads per package:   2
        [    0.000000][    T0] CPU topo: Allowing 2 present CPUs plus 0 hotplug CPUs
        [    0.000000][    T0] [mem 0x20000000-0xfffbffff] available for PCI devices
        [    0.000000][    T0] Booting paravirtualized kernel on bare hardware
        [    0.000000][    T0] clocksource: refined-jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645519600211568 ns
        [    0.000000][    T0] setup_percpu: NR_CPUS:64 nr_cpumask_bits:2 nr_cpu_ids:2 nr_node_ids:1
        [    0.000000][    T0] percpu: Embedded 64 pages/cpu s223936 r8192 d30016 u1048576
        [    0.000000][    T0] Kernel command line: console=ttyS0 printk.time=1 panic=-1 rdinit=/init  -- 
        [    0.000000][    T0] random: crng init done
        [    0.000000][    T0] Dentry cache hash table entries: 65536 (order: 7, 524288 bytes, linear)
        [    0.000000][    T0] Inode-cache hash table entries: 32768 (order: 6, 262144 bytes, linear)
        [    0.000000][    T0] Built 1 zonelists, mobility grouping on.  Total pages: 130942
        [    0.000000][    T0] mem auto-init: stack:all(zero), heap alloc:off, heap free:off
        [    0.000000][    T0] stackdepot: allocating hash table via alloc_large_system_hash
        [    0.000000][    T0] stackdepot hash table entries: 1048576 (order: 12, 16777216 bytes, linear)
        [    0.000000][    T0] SLUB: HWalign=64, Order=0-3, MinObjects=0, CPUs=2, Nodes=1
        [    0.000000][    T0] Running RCU self tests
        [    0.000000][    T0] Running RCU synchronous self tests
        [    0.000000][    T0] rcu: Hierarchical RCU implementation.
        [    0.000000][    T0] rcu: 	RCU lockdep checking is enabled.
        [    0.000000][    T0] rcu: 	RCU restricting CPUs from NR_CPUS=64 to nr_cpu_ids=2.
        [    0.000000][    T0] rcu: RCU calculated value of scheduler-enlistment delay is 25 jiffies.
        [    0.000000][    T0] rcu: Adjusting geometry for rcu_fanout_leaf=16, nr_cpu_ids=2
        [    0.000000][    T0] Running RCU synchronous self tests
        [    0.000000][    T0] NR_IRQS: 4352, nr_irqs: 56, preallocated irqs: 16
        [    0.000000][    T0] rcu: srcu_init: Setting srcu_struct sizes based on contention.
        [    0.000000][    T0] clocksource: jiffies: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 7645041785100000 ns
        [    0.000000][    T0] printk: legacy console [ttyS0] enabled
        [    0.000000][    T0] Lock dependency validator: Copyright (c) 2006 Red Hat, Inc., Ingo Molnar
        [    0.000000][    T0] ... MAX_LOCKDEP_SUBCLASSES:  8
        [    0.000000][    T0] ... MAX_LOCK_DEPTH:          48
        [    0.000000][    T0] ... MAX_LOCKDEP_KEYS:        8192
        [    0.000000][    T0] ... CLASSHASH_SIZE:          4096
        [    0.000000][    T0] ... MAX_LOCKDEP_ENTRIES:     32768
        [    0.000000][    T0] ... MAX_LOCKDEP_CHAINS:      65536
        [    0.000000][    T0] ... CHAINHASH_SIZE:          32768
        [    0.000000][    T0]  memory used by lock dependency info: 6429 kB
        [    0.000000][    T0]  memory used for stack traces: 4224 kB
        [    0.000000][    T0]  per task-struct memory footprint: 1920 bytes
        [    0.000000][    T0] ACPI: Core revision 20240827
        [    0.000000][    T0] clocksource: hpet: mask: 0xffffffff max_cycles: 0xffffffff, max_idle_ns: 19112604467 ns
        [    0.012000][    T0] APIC: Switch to symmetric I/O mode setup
        [    0.032000][    T0] ..TIMER: vector=0x30 apic1=0 pin1=2 apic2=-1 pin2=-1
        [    0.064000][    T0] tsc: Unable to calibrate against PIT
        [    0.064000][    T0] tsc: using HPET reference calibration
        [    0.064000][    T0] tsc: Detected 2593.144 MHz processor
        [    0.000477][    T0] clocksource: tsc-early: mask: 0xffffffffffffffff max_cycles: 0x2560ef9f56e, max_idle_ns: 440795334539 ns
        [    0.009837][    T0] Calibrating delay loop (skipped), value calculated using timer frequency.. 5186.28 BogoMIPS (lpj=10372576)
        [    0.022640][    T0] Last level iTLB entries: 4KB 512, 2MB 255, 4MB 127
        [    0.033704][    T0] Last level dTLB entries: 4KB 512, 2MB 255, 4MB 127, 1GB 0
        [    0.059225][    T0] x86/fpu: Supporting XSAVE feature 0x001: 'x87 floating point registers'
        [    0.075238][    T0] x86/fpu: Supporting XSAVE feature 0x002: 'SSE registers'
        [    0.075537][    T0] x86/fpu: Supporting XSAVE feature 0x004: 'AVX registers'
        [    0.077916][    T0] x86/fpu: Supporting XSAVE feature 0x008: 'MPX bounds registers'
        [    0.078122][    T0] x86/fpu: Supporting XSAVE feature 0x010: 'MPX CSR'
        [    0.078403][    T0] x86/fpu: Supporting XSAVE feature 0x200: 'Protection Keys User registers'
        [    0.078800][    T0] x86/fpu: xstate_offset[2]:  576, xstate_sizes[2]:  256
        [    0.079089][    T0] x86/fpu: xstate_offset[3]:  960, xstate_sizes[3]:   64
        [    0.079264][    T0] x86/fpu: xstate_offset[4]: 1024, xstate_sizes[4]:   64
        [    0.079484][    T0] x86/fpu: xstate_offset[9]: 2688, xstate_sizes[9]:    8
        [    0.079693][    T0] x86/fpu: Enabled xstate features 0x21f, context size is 2696 bytes, using 'standard' format.
        [    0.127049][    T0] Freeing SMP alternatives memory: 16K
        [    0.130363][    T0] pid_max: default: 32768 minimum: 301
        [    0.170409][    T0] Mount-cache hash table entries: 1024 (order: 1, 8192 bytes, linear)
        [    0.170968][    T0] Mountpoint-cache hash table entries: 1024 (order: 1, 8192 bytes, linear)
        [    0.256619][    T0] Running RCU synchronous self tests
        [    0.257155][    T0] Running RCU synchronous self tests
        [    0.418072][    T1] APIC timer disabled due to verification failure
        [    0.423083][    T1] smpboot: CPU0: AMD QEMU TCG CPU version 2.5+ (family: 0xf, model: 0x6b, stepping: 0x1)
        [    0.554926][    T1] Performance Events: PMU not available due to virtualization, using software events only.
        [    0.561740][    T1] signal: max sigframe size: 3232
        [    0.570544][    T1] rcu: Hierarchical SRCU implementation.
        [    0.570874][    T1] rcu: 	Max phase no-delay instances is 1000.
        [    0.618322][    T1] NMI watchdog: Perf NMI watchdog permanently disabled
        [    0.635401][    T1] smp: Bringing up secondary CPUs ...
        [    0.683766][    T1] smpboot: x86: Booting SMP configuration:
        [    0.685819][    T1] .... node  #0, CPUs:      #1
        [    0.000000][    T0] calibrate_delay_direct() failed to get a good estimate for loops_per_jiffy.
        [    0.000000][    T0] Probably due to long platform interrupts. Consider using "lpj=" boot option.
        [    0.889475][    T1] smp: Brought up 1 node, 2 CPUs
        [    0.890218][    T1] smpboot: Total of 2 processors activated (6531.82 BogoMIPS)
        [    0.938634][    T1] Memory: 375688K/523768K available (16384K kernel code, 3741K rwdata, 3008K rodata, 1360K init, 16832K bss, 143632K reserved, 0K cma-reser
        [    0.974177][    T1] devtmpfs: initialized
        [    1.042615][    T1] Running RCU synchronous self tests
        [    1.045435][    T1] Running RCU synchronous self tests
        [    1.045627][    T1] futex hash table entries: 512 (order: 4, 65536 bytes, linear)
        [    1.070653][    T1] NET: Registered PF_NETLINK/PF_ROUTE protocol family
        [    1.124446][    T1] PCI: Using configuration type 1 for base access
        [    1.178631][    T1] HugeTLB: registered 2.00 MiB page size, pre-allocated 0 pages
        [    1.178989][    T1] HugeTLB: 0 KiB vmemmap can be freed for a 2.00 MiB page
        [    1.247077][    T1] ACPI: Added _OSI(Module Device)
        [    1.247390][    T1] ACPI: Added _OSI(Processor Device)
        [    1.247538][    T1] ACPI: Added _OSI(Processor Aggregator Device)
        [    2.007923][    T1] ACPI: 1 ACPI AML tables successfully acquired and loaded
        [    2.529627][    T1] ACPI: Interpreter enabled
        [    2.546280][    T1] ACPI: PM: (supports S0 S5)
        [    2.546750][    T1] ACPI: Using IOAPIC for interrupt routing
        [    2.553979][    T1] PCI: Using host bridge windows from ACPI; if necessary, use "pci=nocrs" and report a bug
        [    2.558441][    T1] PCI: Using E820 reservations for host bridge windows
        [    2.667420][    T1] ACPI: Enabled 2 GPEs in block 00 to 0F
        [    4.647039][    T1] ACPI: PCI Root Bridge [PCI0] (domain 0000 [bus 00-ff])
        [    4.650688][    T1] acpi PNP0A03:00: _OSC: OS supports [Segments HPX-Type3]
        [    4.682718][    T1] acpi PNP0A03:00: PCIe port services disabled; not requesting _OSC control
        [    4.745627][    T1] PCI host bridge to bus 0000:00
        [    4.752307][    T1] pci_bus 0000:00: root bus resource [io  0x0000-0x0cf7 window]
        [    4.758555][    T1] pci_bus 0000:00: root bus resource [io  0x0d00-0xffff window]
        [    4.758952][    T1] pci_bus 0000:00: root bus resource [mem 0x000a0000-0x000bffff window]
        [    4.759346][    T1] pci_bus 0000:00: root bus resource [mem 0x20000000-0xfebfffff window]
        [    4.759719][    T1] pci_bus 0000:00: root bus resource [mem 0x100000000-0x17fffffff window]
        [    4.762698][    T1] pci_bus 0000:00: root bus resource [bus 00-ff]
        [    4.779888][    T1] pci 0000:00:00.0: [8086:1237] type 00 class 0x060000 conventional PCI endpoint
        [    5.191014][    T1] pci 0000:00:01.0: [8086:7000] type 00 class 0x060100 conventional PCI endpoint
        [    5.443892][    T1] pci 0000:00:01.1: [8086:7010] type 00 class 0x010180 conventional PCI endpoint
        [    5.449030][    T1] pci 0000:00:01.1: BAR 4 [io  0xc040-0xc04f]
        [    5.455742][    T1] pci 0000:00:01.1: BAR 0 [io  0x01f0-0x01f7]: legacy IDE quirk
        [    5.456070][    T1] pci 0000:00:01.1: BAR 1 [io  0x03f6]: legacy IDE quirk
        [    5.456297][    T1] pci 0000:00:01.1: BAR 2 [io  0x0170-0x0177]: legacy IDE quirk
        [    5.456518][    T1] pci 0000:00:01.1: BAR 3 [io  0x0376]: legacy IDE quirk
        [    5.468738][    T1] pci 0000:00:01.3: [8086:7113] type 00 class 0x068000 conventional PCI endpoint
        [    5.478248][    T1] pci 0000:00:02.0: [1234:1111] type 00 class 0x030000 conventional PCI endpoint
        [    5.480065][    T1] pci 0000:00:02.0: BAR 0 [mem 0xfd000000-0xfdffffff pref]
        [    5.481627][    T1] pci 0000:00:02.0: BAR 2 [mem 0xfebf0000-0xfebf0fff]
        [    5.489627][    T1] pci 0000:00:02.0: ROM [mem 0xfebe0000-0xfebeffff pref]
        [    5.754925][    T1] pci 0000:00:03.0: [8086:100e] type 00 class 0x020000 conventional PCI endpoint
        [    5.756389][    T1] pci 0000:00:03.0: BAR 0 [mem 0xfebc0000-0xfebdffff]
        [    5.757627][    T1] pci 0000:00:03.0: BAR 1 [io  0xc000-0xc03f]
        [    5.757627][    T1] pci 0000:00:03.0: ROM [mem 0xfeb80000-0xfebbffff pref]
        [    6.170994][    T1] ACPI: PCI: Interrupt link LNKA configured for IRQ 10
        [    6.216234][    T1] ACPI: PCI: Interrupt link LNKB configured for IRQ 10
        [    6.256502][    T1] ACPI: PCI: Interrupt link LNKC configured for IRQ 11
        [    6.286207][    T1] ACPI: PCI: Interrupt link LNKD configured for IRQ 11
        [    6.298906][    T1] ACPI: PCI: Interrupt link LNKS configured for IRQ 9
        [    6.433627][    T1] PCI: Using ACPI for IRQ routing
        [    6.462383][    T1] clocksource: Switched to clocksource tsc-early
        [    6.462255][    C1] Clockevents: could not switch to one-shot mode: lapic is not functional.
        [    6.462255][    C1] Could not switch to high resolution mode on CPU 1
        [    6.465973][    C0] Clockevents: could not switch to one-shot mode: lapic is not functional.
        [    6.465973][    C0] Could not switch to high resolution mode on CPU 0
        [    6.495832][    T1] pnp: PnP ACPI init
        [    6.627561][    T1] pnp: PnP ACPI: found 6 devices
        [    6.699141][    T1] NET: Registered PF_UNIX/PF_LOCAL protocol family
        [    6.701222][    T1] pci_bus 0000:00: resource 4 [io  0x0000-0x0cf7 window]
        [    6.701492][    T1] pci_bus 0000:00: resource 5 [io  0x0d00-0xffff window]
        [    6.701737][    T1] pci_bus 0000:00: resource 6 [mem 0x000a0000-0x000bffff window]
        [    6.701931][    T1] pci_bus 0000:00: resource 7 [mem 0x20000000-0xfebfffff window]
        [    6.702506][    T1] pci_bus 0000:00: resource 8 [mem 0x100000000-0x17fffffff window]
        [    6.753254][   T35] Unpacking initramfs...
        [    6.783812][    T1] workingset: timestamp_bits=62 max_order=17 bucket_order=0
        [    6.812196][   T35] Freeing initrd memory: 756K
        [    6.820706][    T1] Serial: 8250/16550 driver, 4 ports, IRQ sharing disabled
        [    6.845001][    T1] serial8250: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A
        [    6.936195][    T1] lkdtm: No crash points registered, enable through debugfs
        [    6.987682][    T1] IPI shorthand broadcast: enabled
        [    7.284139][    T1] sched_clock: Marking stable (7341581039, -58372574)->(10581719209, -3298510744)
        [    7.746014][    T1] kmemleak: Kernel memory leak detector initialized (mem pool available: 14925)
        [    7.920625][   T10] tsc: Refined TSC clocksource calibration: 2596.105 MHz
        [    7.921982][   T10] clocksource: tsc: mask: 0xffffffffffffffff max_cycles: 0x256bdc752bc, max_idle_ns: 440795239410 ns
        [    8.031701][    T1] Freeing unused kernel image (initmem) memory: 1360K
        [    8.032260][    T1] Write protecting the kernel read-only data: 20480k
        [    8.101302][    T1] Freeing unused kernel image (rodata/data gap) memory: 1088K
        [    8.101785][    T1] Run /init as init process
        [    8.123944][   T10] clocksource: Switched to clocksource tsc
        [    8.125193][    C1] Clockevents: could not switch to one-shot mode: lapic is not functional.
        [    8.125476][    C1] Could not switch to high resolution mode on CPU 1
        [    8.127655][    C0] Clockevents: could not switch to one-shot mode: lapic is not functional.
        [    8.127926][    C0] Could not switch to high resolution mode on CPU 0
        tainted [    8.476617][    T1] ACPI: PM: Preparing to enter system sleep state S5
        [    8.494527][    T1] reboot: Restarting system
        [    8.496734][    T1] reboot: machine restart
        """#
}
