// SPDX-License-Identifier: GPL-2.0-only

/// A line with which a kernel report begins.
struct SplatHead: Sendable {
    /// How a report's end is known.
    enum Closing: Sendable {
        /// After its stack trace; before that up to `freeLines` lines of any text belong to it.
        case trace(freeLines: Int)
        /// At a line of `=`.
        case separator
        /// It is this one line.
        case oneLine
    }

    let kind: SplatKind
    /// Literal pieces, found in this order; the first one at the start of the message unless it is empty.
    let pieces: [String]
    let closing: Closing
    /// Matches only lines that the kernel itself wrote for certain: the words alone are too common in user output.
    let needsKernelLine: Bool
    /// What the title starts with, where the head's own text says too much.
    let title: String?

    /// - Parameter pattern: pieces separated by `*`; a leading `*` lets it match anywhere.
    init(
        _ kind: SplatKind, _ pattern: String, closing: Closing = .trace(freeLines: 12), needsKernelLine: Bool = false,
        title: String? = nil
    ) {
        self.kind = kind
        pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        self.closing = closing
        self.needsKernelLine = needsKernelLine
        self.title = title
    }

    func matches(_ text: String) -> Bool {
        guard let first = pieces.first, text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for piece in pieces.dropFirst() where !piece.isEmpty {
            guard let found = rest.firstRange(of: piece) else { return false }
            rest = rest[found.upperBound...]
        }
        return true
    }

    /// The first rule of the table that fits.
    static func head(of text: String, isKernelLine: Bool) -> SplatHead? {
        guard isCandidate(text) else { return nil }
        return table.first { ($0.needsKernelLine ? isKernelLine : true) && $0.matches(text) }
    }

    /// A cheap look before the table: nearly all lines of a console are no heads.
    private static func isCandidate(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != 0x20, first != 0x09 else { return false }
        return !notHeads.contains { text.hasPrefix($0) }
    }

    /// Lines that carry a head's words but only ever belong to another report, or to none.
    private static let notHeads = [
        "INFO: lockdep is turned off", "INFO: Allocated in", "INFO: Freed in", "INFO: Slab 0x", "INFO: Object 0x",
        "Command line:", "Kernel command line:", "Unknown kernel command line parameters", "lkdtm: ",
    ]

    /// Most specific first. Texts are those of 6.1, 6.12 and later kernels; the sources are named where a pattern is not
    /// obvious.
    private static let table: [SplatHead] =
        sanitizers + lockdep + memory + scheduling + faults + generic

    private static let sanitizers: [SplatHead] = [
        SplatHead(.kasan, "BUG: KASAN: ", closing: .separator),
        SplatHead(.kcsan, "BUG: KCSAN: ", closing: .separator),
        SplatHead(.kfence, "BUG: KFENCE: ", closing: .separator),
        SplatHead(.kmsan, "BUG: KMSAN: ", closing: .separator),
        SplatHead(.ubsan, "UBSAN: "),
        SplatHead(.kmemleak, "kmemleak: * new suspected memory leaks", closing: .oneLine),
        SplatHead(.kmemleak, "unreferenced object 0x", title: "kmemleak: unreferenced object"),
        SplatHead(.debugObjects, "ODEBUG: "),
        SplatHead(.refcount, "refcount_t: "),
        SplatHead(.referenceTracker, "ref_tracker: *leaked"),
        SplatHead(.referenceTracker, "ref_tracker: * has * users at", closing: .trace(freeLines: 2)),
        SplatHead(.faultInjection, "FAULT_INJECTION: forcing a failure", title: "FAULT_INJECTION: forcing a failure"),
    ]

    // kernel/locking/lockdep.c, kernel/rcu/update.c (lockdep_rcu_suspicious), kernel/locking/spinlock_debug.c.
    private static let lockdep: [SplatHead] =
        [
            "WARNING: possible ", "WARNING: inconsistent lock state", "WARNING: suspicious RCU usage",
            "WARNING: bad unlock balance detected", "WARNING: bad contention detected", "WARNING: held lock freed",
            "WARNING: lock held when returning to user space", "WARNING: lock held at task exit",
            "WARNING: Nested lock was not taken", "WARNING: SOFTIRQ-safe -> ", "WARNING: HARDIRQ-safe -> ",
            "WARNING: * lock order detected", "WARNING: * still has locks held", "WARNING: nested lock",
            "[ BUG: ", "[ INFO: ", "BUG: Invalid wait context", "BUG: MAX_LOCK_DEPTH too low", "BUG: MAX_LOCKDEP_",
            "BUG: MAX_STACK_TRACE_ENTRIES too low", "BUG: key ", "INFO: trying to register non-static key",
            "BUG: spinlock ", "BUG: rwlock ", "DEBUG_LOCKS_WARN_ON(",
        ].map { SplatHead(.lockdep, $0, closing: .trace(freeLines: 250)) }

    private static let memory: [SplatHead] = [
        SplatHead(.badPage, "BUG: Bad page "),
        SplatHead(.badPage, "BUG: Bad rss-counter state", closing: .oneLine),
        SplatHead(.badPage, "BUG: non-zero pgtables_bytes on freeing mm", closing: .oneLine),
        SplatHead(.badPage, "*: bad pmd ", closing: .oneLine, needsKernelLine: true),
        SplatHead(.badPage, "*: bad pte ", closing: .oneLine, needsKernelLine: true),
        SplatHead(.debugVM, "page dumped because: "),
        // mm/slub.c: slab_bug(): "BUG kmalloc-64 (Not tainted): Right Redzone overwritten".
        SplatHead(.slab, "BUG *(*tainted*): ", closing: .trace(freeLines: 60)),
        SplatHead(.slab, "BUG *(Tainted*): ", closing: .trace(freeLines: 60)),
        SplatHead(.slab, "Slab corruption "),
        SplatHead(.listCorruption, "list_add corruption"),
        SplatHead(.listCorruption, "list_add double add"),
        SplatHead(.listCorruption, "list_del corruption"),
        SplatHead(.listCorruption, "hlist_add corruption"),
        SplatHead(.bug, "usercopy: Kernel memory "),
        SplatHead(.bug, "detected buffer overflow in "),
        SplatHead(.outOfMemory, "* invoked oom-killer: ", closing: .trace(freeLines: 80)),
        SplatHead(.outOfMemory, "Out of memory: ", closing: .oneLine),
        SplatHead(.outOfMemory, "Memory cgroup out of memory: ", closing: .oneLine),
        SplatHead(.allocationFailure, "*: page allocation failure: order:"),
        SplatHead(.allocationFailure, "*: vmalloc error: size "),
    ]

    private static let scheduling: [SplatHead] = [
        SplatHead(.sleepingInAtomic, "BUG: sleeping function called from invalid context"),
        SplatHead(.schedulingWhileAtomic, "BUG: scheduling while atomic"),
        SplatHead(.schedulingWhileAtomic, "bad: scheduling from the idle thread"),
        SplatHead(.hungTask, "INFO: task * blocked for more than "),
        SplatHead(.hungTask, "INFO: task * is blocked on "),
        SplatHead(.lockup, "watchdog: BUG: soft lockup"),
        SplatHead(.lockup, "BUG: soft lockup"),
        SplatHead(.lockup, "watchdog: Watchdog detected hard LOCKUP"),
        SplatHead(.lockup, "watchdog: CPU*: Watchdog detected hard LOCKUP"),
        SplatHead(.lockup, "NMI watchdog: *LOCKUP"),
        SplatHead(.lockup, "Watchdog CPU:*LOCKUP"),
        SplatHead(.lockup, "BUG: workqueue lockup", closing: .trace(freeLines: 20)),
        SplatHead(.rcuStall, "rcu: INFO: *stall"),
        SplatHead(.rcuStall, "INFO: rcu_*stall"),
        SplatHead(.rcuStall, "rcu: * kthread starved for "),
        SplatHead(.rcuStall, "rcu: INFO: Stall ended before state dump start", closing: .oneLine),
        SplatHead(.interrupt, "irq *: nobody cared"),
    ]

    private static let faults: [SplatHead] = [
        SplatHead(.bug, "kernel BUG at "),
        SplatHead(.oops, "BUG: kernel NULL pointer dereference", title: "BUG: kernel NULL pointer dereference"),
        SplatHead(.oops, "BUG: unable to handle ", title: "BUG: unable to handle a page fault"),
        SplatHead(.oops, "Unable to handle kernel "),
        SplatHead(.stack, "BUG: *stack guard page was hit", title: "BUG: stack guard page was hit"),
        SplatHead(.stack, "Insufficient stack space to handle exception"),
        SplatHead(.stack, "PANIC: double fault"),
        SplatHead(.stack, "traps: PANIC: double fault"),
        SplatHead(.generalProtection, "Oops: general protection fault", title: "general protection fault"),
        SplatHead(.generalProtection, "general protection fault", title: "general protection fault"),
        SplatHead(.oops, "Oops: ", title: "Oops"),
        SplatHead(.oops, "Internal error: "),
        SplatHead(.oops, "divide error: ", title: "divide error"),
        SplatHead(.oops, "invalid opcode: ", title: "invalid opcode"),
        SplatHead(.oops, "stack segment: ", title: "stack segment"),
        SplatHead(.oops, "int3: ", title: "int3"),
        SplatHead(.oops, "kernel tried to execute NX-protected page"),
        SplatHead(.rustPanic, "rust_kernel: panicked at "),
        SplatHead(.rustPanic, "rust_kernel: * panicked at "),
        SplatHead(.panic, "Kernel panic - not syncing"),
    ]

    private static let generic: [SplatHead] = [
        // 6.12: "WARNING: CPU: 0 PID: 34 at FILE:LINE FUNC"; later: "WARNING: FILE:LINE at FUNC, CPU#0: COMM/PID".
        SplatHead(.warning, "WARNING: CPU: * PID: * at "),
        SplatHead(.warning, "WARNING: * at *, CPU#"),
        SplatHead(.warning, "WARNING: at "),
        SplatHead(.warning, "WARNING: kernel stack "),
        SplatHead(.warning, "WARNING: stack recursion "),
        SplatHead(.warning, "WARNING: stack going in the wrong direction"),
        SplatHead(.warning, "WARNING: can't access registers"),
        SplatHead(.warning, "sysfs: cannot create duplicate filename"),
        SplatHead(.bug, "BUG: using "),
        SplatHead(.bug, "BUG: workqueue leaked "),
        SplatHead(.bug, "BUG: ", needsKernelLine: true),
        SplatHead(.bug, "*: BUG: ", closing: .trace(freeLines: 4), needsKernelLine: true),
        SplatHead(.warning, "WARNING: ", closing: .trace(freeLines: 4), needsKernelLine: true),
        SplatHead(.warning, "*: WARNING: ", closing: .trace(freeLines: 4), needsKernelLine: true),
        SplatHead(.info, "INFO: ", closing: .trace(freeLines: 4), needsKernelLine: true),
        SplatHead(.info, "rcu: INFO: ", closing: .trace(freeLines: 4), needsKernelLine: true),
    ]
}
