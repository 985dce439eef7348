// SPDX-License-Identifier: GPL-2.0-only

/// Makes titles stable: the same defect has the same title on every boot, machine and build.
enum SplatTitle {
    /// Replaces what changes from run to run: symbol offsets, compiler clones, addresses, line and process numbers.
    static func normalise(_ text: String) -> String {
        text.split(separator: " ").map { normalise(word: $0) }.joined(separator: " ")
    }

    private static func normalise(word: Substring) -> String {
        if let name = SymbolName(firstWordOf: word) { return name.base }
        if let file = sourceFile(word) { return file }
        return replacingNumbers(in: word)
    }

    /// `lib/refcount.c` of `/build/linux/lib/refcount.c:28:9`: lines move with every edit of the file, and the folder in
    /// front is the builder's.
    private static func sourceFile(_ word: Substring) -> String? {
        guard let suffix = [".c:", ".h:", ".rs:", ".S:"].compactMap({ word.firstRange(of: $0) }).first else {
            return nil
        }
        let numbers = word[suffix.upperBound...]
        guard numbers.allSatisfy({ $0.isASCIIDigit || $0 == ":" || $0 == "!" }) else { return nil }
        let path = word[..<word.index(before: suffix.upperBound)]
        guard path.hasPrefix("/") else { return String(path) }
        let parts = path.split(separator: "/")
        let start = parts.lastIndex { treeFolders.contains($0) } ?? parts.startIndex
        return parts[start...].joined(separator: "/")
    }

    /// Where a path inside a kernel tree begins.
    private static let treeFolders: Set<Substring> = [
        "arch", "block", "certs", "crypto", "drivers", "fs", "init", "io_uring", "ipc", "kernel", "lib", "mm", "net",
        "rust", "samples", "security", "sound", "usr", "virt",
    ]

    /// Numbers that stand alone (`34`, `init/34`, `CPU#1`, `22s!`), not those in names (`kmalloc-64`, `x86_64`).
    private static func replacingNumbers(in word: Substring) -> String {
        var result = ""
        var previous: Character?
        var rest = word
        while let character = rest.first {
            let opens = previous.map { "/#:[(<=,".contains($0) } ?? true
            if opens, let (length, mark) = number(at: rest) {
                result += mark
                previous = mark.last
                rest = rest.dropFirst(length)
                continue
            }
            result.append(character)
            previous = character
            rest = rest.dropFirst()
        }
        return result
    }

    /// Length of the number or address that `text` begins with, and what stands for it in a title.
    private static func number(at text: Substring) -> (Int, String)? {
        if text.hasPrefix("0x") {
            return (2 + text.dropFirst(2).prefix(while: \.isASCIIHexDigit).count, "ADDR")
        }
        let hex = text.prefix(while: \.isASCIIHexDigit)
        let isWhole = text.dropFirst(hex.count).first.map { !$0.isLetter && $0 != "_" } ?? true
        if isWhole, hex.count >= 8, hex.contains(where: \.isASCIIDigit) { return (hex.count, "ADDR") }
        if isWhole, hex.first?.isASCIIDigit == true { return (hex.count, "N") }
        let decimal = text.prefix(while: \.isASCIIDigit)
        return decimal.isEmpty ? nil : (decimal.count, "N")
    }

    /// `FILE` and `FUNC` of a WARNING line, in the form of 6.12 and in the later one; either may be missing.
    static func warningPlace(_ text: String) -> (file: String?, function: String?)? {
        guard let rest = text.textAfter(prefix: "WARNING: ") else { return nil }
        let words = rest.split(separator: " ")
        guard let at = words.firstIndex(of: "at"), at + 1 < words.count else { return nil }
        if rest.hasPrefix("CPU: ") {
            let first = words[at + 1]
            if let name = SymbolName(firstWordOf: first) { return (nil, name.base) }
            let function = at + 2 < words.count ? SymbolName(firstWordOf: words[at + 2])?.base : nil
            return (normalise(word: first), function)
        }
        return (at > 0 ? normalise(word: words[at - 1]) : nil, SymbolName(firstWordOf: words[at + 1])?.base)
    }

    /// Functions that report, never the ones at fault.
    static func isReporter(_ function: String) -> Bool {
        let prefixes = [
            "dump_stack", "show_stack", "show_trace", "print_", "kasan_", "__kasan_", "__asan_", "kfence_", "kcsan_",
            "ubsan_", "__ubsan_", "report_bug", "__warn", "warn_slowpath", "handle_bug", "exc_", "asm_exc_",
            "refcount_warn_saturate", "__list_add_valid", "__list_del_entry_valid", "__might_", "lockdep_",
            "__lock_acquire",
            "lock_acquire", "lock_release", "__lock_release", "validate_chain", "check_", "mark_lock", "_raw_spin_",
            "__schedule", "schedule", "preempt_schedule", "_printk", "vprintk", "panic", "should_fail", "slab_err",
            "slab_bug", "object_err", "check_object", "free_debug_processing", "alloc_debug_processing",
            "debug_object_",
            "debug_print_object", "watchdog", "rcu_check", "rcu_sched_clock_irq", "bad_page", "free_page_is_bad",
            "oops_",
            "die", "page_fault_oops", "do_user_addr_fault", "do_trap", "do_error_trap", "warn_alloc", "oom_kill",
            "out_of_memory", "dump_header", "kmem_cache_", "kmalloc", "__kmalloc", "kfree", "mutex_lock",
            "__mutex_lock",
            "down_read", "down_write", "memset", "memcpy", "memmove", "__sysrq", "nmi_", "trigger_", "arch_trigger",
            "sysvec_",
            "asm_sysvec_", "rwsem_", "__down_", "io_schedule", "wait_for_completion", "refcount_", "fail_dump",
            "should_failslab", "stack_trace_", "set_track", "save_stack", "end_report", "start_report", "slab_fix",
            "slab_pad_check", "check_bytes_and_report", "free_to_partial_list", "___slab", "__slab", "kthread",
            "ret_from_fork",
        ]
        return prefixes.contains { function.hasPrefix($0) }
    }
}
