// SPDX-License-Identifier: GPL-2.0-only

/// What a line inside a kernel report is, as far as finding the report's end and its title needs it.
enum TraceLine: Equatable {
    /// `Call Trace:`, `CPU: 1 UID: 0 PID: 34 Comm: …`: the free text before is over.
    case traceStart
    /// ` vfs_write+0xac/0x2b0`; frames the unwinder is unsure of (`? f`) give no function.
    case frame(function: String?)
    /// `RIP: 0010:lkdtm_BUG+0x0/0x10`.
    case instruction(function: String)
    /// Registers, code bytes, modules: belongs to the report, says nothing to a title.
    case detail
    /// `=====…`.
    case separator
    /// `---[ end trace 0000000000000000 ]---`.
    case endTrace
    /// None of these.
    case other

    private static let starts = ["Call Trace:", "Call trace:", "CPU: ", "stack backtrace:", "Stack:", "Backtrace:"]

    private static let details = [
        "Code:", "RSP:", "RAX:", "RDX:", "RBP:", "RBX:", "RCX:", "R10:", "R13:", "FS:", "GS:", "CS:", "CR2:", "DR0:",
        "DR3:",
        "PKRU:", "EFLAGS:", "ORIG_RAX:", "Hardware name:", "Modules linked in:", "Tainted:", "Workqueue:",
        "irq event stamp:", "hardirqs last", "softirqs last", "note: ", "PGD ", "#PF: ", "Oops: ", "Comm:",
        "Kernel Offset:", "Allocated by", "Freed by", "Showing all locks", "NMI backtrace", "Sending NMI", "<TASK>",
        "</TASK>", "<IRQ>", "</IRQ>", "<NMI>", "</NMI>", "preempt_count: ", "RCU nest depth: ",
        "INFO: lockdep is turned off",
        "Last potentially related work creation", "Preemption disabled at:", "Dumping ftrace buffer",
        "(ftrace buffer empty)",
        "RIP: 0033:", "---[ end Kernel panic", "Rebooting in ", "Kernel BTF", "restoring", "FIX ", "rcu: \t",
        "Mem-Info:",
        "Sched_clock", "last sysfs file", "Memory state around", "The buggy address", "page: ", "flags: ", "raw: ",
        "head: ",
        "page_type: ", "which belongs to", "Object ", "Redzone ", "Padding ", "CPU ",
    ]

    init(_ text: String) {
        if text.count >= 20, text.utf8.allSatisfy({ $0 == UInt8(ascii: "=") }) {
            self = .separator
        } else if text.hasPrefix("---[ end trace") {
            self = .endTrace
        } else if let rest = text.textAfter(prefix: "RIP: 0010:"), let name = SymbolName(firstWordOf: rest) {
            self = .instruction(function: name.base)
        } else if let rest = text.textAfter(prefix: "pc : "), let name = SymbolName(firstWordOf: rest) {
            self = .instruction(function: name.base)
        } else if Self.starts.contains(where: { text.hasPrefix($0) }) {
            self = .traceStart
        } else if let first = text.utf8.first, first == 0x20 || first == 0x09 {
            self = Self.indented(text)
        } else if text.isEmpty || Self.details.contains(where: { text.hasPrefix($0) }) || Self.isLockLine(text) {
            self = .detail
        } else if let name = SymbolName(firstWordOf: text), text.split(separator: " ").count <= 3 {
            // Frames of "Allocated by task N:" and of reports without <TASK> are not always indented.
            self = .frame(function: name.base)
        } else {
            self = .other
        }
    }

    private static func indented(_ text: String) -> TraceLine {
        let rest = text.trimmingBlanks
        if rest.hasPrefix("? ") { return .frame(function: nil) }
        guard let name = SymbolName(firstWordOf: rest) else { return .detail }
        return .frame(function: name.base)
    }

    /// `1 lock held by init/34:`, `2 locks held by …`, `#0: ffff… (&mm->mmap_lock){++++}-{3:3}, at: …`.
    private static func isLockLine(_ text: String) -> Bool {
        text.hasPrefix("#") || text.contains(" lock held by ") || text.contains(" locks held by ")
            || text.hasPrefix("no locks held by ")
    }
}

/// A symbol as traces print it, `name.isra.0+0x12/0x80 [module]`.
struct SymbolName: Equatable {
    /// The function's own name, without what the compiler or the linker appended.
    let base: String

    /// Takes the first word when it has the form `name+0xN/0xN`.
    init?(firstWordOf text: some StringProtocol) {
        let word = text.prefix { $0 != " " && $0 != "," }
        guard let plus = word.firstRange(of: "+0x") else { return nil }
        let offsets = word[plus.upperBound...]
        guard offsets.contains("/"), offsets.allSatisfy({ $0.isASCIIHexDigit || $0 == "/" || $0 == "x" }) else {
            return nil
        }
        let name = Self.strippingSuffixes(word[..<plus.lowerBound])
        guard !name.isEmpty else { return nil }
        base = name
    }

    /// Clones made by the compiler: their numbers change from build to build.
    static func strippingSuffixes(_ name: some StringProtocol) -> String {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty else { return String(name) }
        let clones: Set<Substring> = ["isra", "constprop", "part", "cold", "llvm", "lto_priv"]
        let kept = parts.prefix { !clones.contains(Substring($0)) }
        return kept.joined(separator: ".")
    }
}
