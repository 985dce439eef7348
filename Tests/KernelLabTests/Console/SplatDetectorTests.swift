// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

@Suite("Kernel reports by their headings")
struct SplatDetectorTests {
    /// Headings as the kernel's sources print them, with the kind and title they must get.
    static let headings: [(String, SplatKind, String)] = [
        (
            "WARNING: possible circular locking dependency detected", .lockdep,
            "lockdep: possible circular locking dependency detected"
        ),
        ("WARNING: possible recursive locking detected", .lockdep, "lockdep: possible recursive locking detected"),
        (
            "WARNING: possible irq lock inversion dependency detected", .lockdep,
            "lockdep: possible irq lock inversion dependency detected"
        ),
        (
            "WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected", .lockdep,
            "lockdep: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected"
        ),
        ("WARNING: inconsistent lock state", .lockdep, "lockdep: inconsistent lock state"),
        ("[ BUG: Invalid wait context ]", .lockdep, "lockdep: BUG: Invalid wait context"),
        ("WARNING: suspicious RCU usage", .lockdep, "lockdep: suspicious RCU usage"),
        ("WARNING: held lock freed!", .lockdep, "lockdep: held lock freed!"),
        (
            "WARNING: lock held when returning to user space!", .lockdep,
            "lockdep: lock held when returning to user space!"
        ),
        ("WARNING: bad unlock balance detected!", .lockdep, "lockdep: bad unlock balance detected!"),
        ("WARNING: Nested lock was not taken", .lockdep, "lockdep: Nested lock was not taken"),
        ("WARNING: init/34 still has locks held!", .lockdep, "lockdep: init/N still has locks held!"),
        ("BUG: MAX_LOCKDEP_ENTRIES too low!", .lockdep, "lockdep: BUG: MAX_LOCKDEP_ENTRIES too low!"),
        ("INFO: trying to register non-static key.", .lockdep, "lockdep: INFO: trying to register non-static key."),
        (
            "BUG: spinlock lockup suspected on CPU#1, init/38", .lockdep,
            "lockdep: BUG: spinlock lockup suspected on CPU#N, init/N"
        ),
        ("BUG: KCSAN: data-race in foo / bar", .kcsan, "KCSAN: data-race in foo / bar"),
        ("BUG: KFENCE: out-of-bounds read in test+0x1/0x2", .kfence, "KFENCE: out-of-bounds read in test"),
        (
            "kmemleak: 3 new suspected memory leaks (see /sys/kernel/debug/kmemleak)", .kmemleak,
            "kmemleak: N new suspected memory leaks (see /sys/kernel/debug/kmemleak)"
        ),
        (
            "BUG: sleeping function called from invalid context at kernel/locking/mutex.c:585", .sleepingInAtomic,
            "BUG: sleeping function called from invalid context at kernel/locking/mutex.c"
        ),
        (
            "BUG: scheduling while atomic: init/34/0x00000002", .schedulingWhileAtomic,
            "BUG: scheduling while atomic: init/N/ADDR"
        ),
        (
            "INFO: task init:34 blocked for more than 10 seconds.", .hungTask,
            "INFO: task init:N blocked for more than N seconds."
        ),
        (
            "watchdog: BUG: soft lockup - CPU#1 stuck for 22s! [init:34]", .lockup,
            "watchdog: BUG: soft lockup - CPU#N stuck for Ns! [init:N]"
        ),
        (
            "watchdog: Watchdog detected hard LOCKUP on cpu 0", .lockup,
            "watchdog: Watchdog detected hard LOCKUP on cpu N"
        ),
        (
            "rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:", .rcuStall,
            "rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:"
        ),
        ("BUG: Bad page state in process init  pfn:048ec", .badPage, "BUG: Bad page state in process init pfn:N"),
        (
            "BUG: Bad rss-counter state mm:00000000abcdef01 type:MM_FILEPAGES val:1", .badPage,
            "BUG: Bad rss-counter state mm:ADDR type:MM_FILEPAGES val:N"
        ),
        (
            "BUG kmalloc-64 (Not tainted): Right Redzone overwritten", .slab,
            "BUG kmalloc-64 (Not tainted): Right Redzone overwritten"
        ),
        (
            "BUG kmalloc-64 (Tainted: G    B             ): Object already free", .slab,
            "BUG kmalloc-64 (Tainted: G B ): Object already free"
        ),
        (
            "ODEBUG: free active (active state 0) object: 00000000a1b2c3d4 object type: timer_list", .debugObjects,
            "ODEBUG: free active (active state N) object: ADDR object type: timer_list"
        ),
        (
            "page dumped because: VM_BUG_ON_PAGE(PageTail(page))", .debugVM,
            "page dumped because: VM_BUG_ON_PAGE(PageTail(page))"
        ),
        (
            "Unable to handle kernel paging request at virtual address ffffffff00000000", .oops,
            "Unable to handle kernel paging request at virtual address ADDR"
        ),
        (
            "general protection fault, probably for non-canonical address 0xdead000000000100: 0000 [#1] SMP",
            .generalProtection,
            "general protection fault"
        ),
        (
            "Kernel panic - not syncing: VFS: Unable to mount root fs", .panic,
            "Kernel panic - not syncing: VFS: Unable to mount root fs"
        ),
        (
            "rust_kernel: panicked at samples/rust/rust_minimal.rs:12:5:", .rustPanic,
            "rust_kernel: panicked at samples/rust/rust_minimal.rs"
        ),
        (
            "init invoked oom-killer: gfp_mask=0x140cca(GFP_HIGHUSER_MOVABLE), order=0, oom_score_adj=0", .outOfMemory,
            ""
        ),
        ("ref_tracker: netdev@000000001 has 2/3 users at", .referenceTracker, ""),
        ("BUG: using smp_processor_id() in preemptible [00000000] code: init/34", .bug, ""),
        ("BUG: workqueue lockup - pool cpus=1 node=0 flags=0x0 nice=0 stuck for 30s!", .lockup, ""),
        ("irq 5: nobody cared (try booting with the \"irqpoll\" option)", .interrupt, ""),
        ("BUG: something nobody has thought of", .bug, "BUG: something nobody has thought of"),
        ("WARNING: mm/vma.c:12 at vma_merge+0x1/0x2, CPU#0: init/1", .warning, "WARNING at mm/vma.c in vma_merge"),
    ]

    @Test("Every heading is found, also behind each form of prefix", arguments: headings)
    func everyHeading(heading: String, kind: SplatKind, title: String) {
        for prefix in [
            "", "[    1.234567] ", "<4>[    1.234567] ", "[   12.345678][   T34] ", "half a line[  100.000001] ",
        ] {
            let found = splats(
                in: "[    0.000000] Linux version 6.12\n" + (prefix.isEmpty ? "" : prefix) + heading + "\n"
            ).reports
            let needsStamp = ["BUG: something nobody has thought of"].contains(heading)
            if prefix.isEmpty, needsStamp {
                #expect(found.isEmpty, "a stamp is missing, the words are anybody's")
                continue
            }
            #expect(found.map(\.kind) == [kind], "\(prefix)\(heading)")
            if !title.isEmpty { #expect(found.map(\.title) == [title]) }
        }
    }

    @Test(
        "Lines that only look like reports are none",
        arguments: [
            "# WARNING: this test takes long", "WARNING: apt does not have a stable CLI interface", "ok 3 BUG: handled",
            "BUG: 0 failures", "dmesg | grep -c BUG:", "[    1.000000] lkdtm: Performing direct entry WARNING",
            "[    0.000000] Command line: console=ttyS0 -- WARNING: CPU: BUG: KASAN:",
            "[    1.000000] traps: a.out[34] general protection fault ip:401136 sp:7ffd0 error:0 in a.out[401000+1000]",
            "[    1.000000] a.out[34]: segfault at 0 ip 0000000000401136 sp 00007ffd error 6 in a.out",
            "[    1.000000] DMA-API: preallocated 65536 debug entries", "[    1.000000] debug: unmapping init memory",
            "[    1.000000] random: crng init done", "[    1.000000] perf: interrupt took too long (2501 > 2500)",
            "[    1.000000] kmemleak: Kernel memory leak detector initialized (mem pool available: 15000)",
            "[    1.000000] kasan: KernelAddressSanitizer initialized",
            "[    1.000000] rcu: RCU lockdep checking is enabled.",
            "[    1.000000] Warning: unable to open an initial console.",
        ])
    func innocentLines(line: String) {
        let found = splats(in: "[    0.000000] Linux version 6.12\n" + line + "\n")
        #expect(found.reports.map(\.title) == [])
    }

    @Test(
        "What is ignored has a reason",
        arguments: [
            "Spectre V2 : WARNING: Unprivileged eBPF is enabled with eIBRS on, data leaks possible via Spectre v2 BHB attacks!",
            "INFO: NMI handler (perf_event_nmi_handler) took too long to run: 1.234 msecs",
            "FAULT_INJECTION: forcing a failure.", "rcu: INFO: Stall ended before state dump start",
        ])
    func ignoredLines(text: String) {
        let found = splats(in: "[    1.000000] \(text)\n[    1.000001] next\n")
        #expect(found.reports.isEmpty)
        #expect(found.ignored.count == 1)
        #expect(found.ignored.allSatisfy { !$0.reason.isEmpty })
    }

    @Test("lkdtm's own reports are never ignored")
    func lkdtmCounts() {
        #expect(splats(in: Recording.warning).ignored.isEmpty)
        #expect(splats(in: Recording.kasan).ignored.isEmpty)
    }

    @Test("The sanitizer's self test is ignored, a report beside it is not")
    func selfTests() {
        let rule = "=================================================================="
        func report(_ function: String) -> String {
            ([rule, "BUG: KASAN: slab-out-of-bounds in \(function)", "Write of size 1", rule].map {
                "[    1.000000] \($0)\n"
            }).joined()
        }
        let found = splats(
            in: report("kmalloc_oob_right+0x1/0x2 [kasan_test]") + report("dvt_write+0x1/0x2 [dmabuf_vma_test]"))
        #expect(found.ignored.count == 1)
        #expect(found.reports.map(\.title) == ["KASAN: slab-out-of-bounds in dvt_write [dmabuf_vma_test]"])
    }

    @Test("Two CPUs' reports that are printed at once are taken apart by their callers")
    func interleaved() {
        let one = Recording.warning.split(separator: "\n").filter { $0.contains("[   T40]") }.dropFirst()
        let two = Recording.bug.split(separator: "\n").filter { $0.contains("[   T38]") }.dropFirst()
        var mixed = ""
        for index in 0..<max(one.count, two.count) {
            if index < one.count { mixed += one[one.startIndex + index] + "\n" }
            if index < two.count { mixed += two[two.startIndex + index] + "\n" }
        }
        let titles = splats(in: mixed).reports.map(\.title).sorted()
        #expect(
            titles == [
                "WARNING at drivers/misc/lkdtm/bugs.c in lkdtm_WARNING",
                "kernel BUG at drivers/misc/lkdtm/bugs.c in lkdtm_BUG",
            ])
    }

    @Test("A report cut off by the guest's death is still a report")
    func cutOff() {
        let text = Recording.warning.split(separator: "\n").prefix(8).joined(separator: "\n")
        #expect(splats(in: text).reports.map(\.title) == ["WARNING at drivers/misc/lkdtm/bugs.c in lkdtm_WARNING"])
    }

    @Test("A report that begins before the last one has ended does not hide it")
    func backToBack() {
        let text = Recording.warning.split(separator: "\n").prefix(8).joined(separator: "\n") + "\n"
        #expect(splats(in: text + text).reports.count == 2)
    }

    @Test("A flood of reports is bounded")
    func flood() {
        var detector = SplatDetector()
        for number in 0..<1000 {
            _ = detector.consume(
                ConsoleLine(number: number, raw: "[    1.000000] Out of memory: Killed process \(number)"))
        }
        _ = detector.finish()
        #expect(detector.reports.count == SplatDetector.mostReports)
        #expect(detector.omittedReports == 1000 - SplatDetector.mostReports)
    }
}
