// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

/// What a console's text holds, however it is cut into pieces.
func splats(in text: String, chunk: Int = 4096) -> (reports: [SplatReport], ignored: [IgnoredSplat]) {
    var watch = ConsoleWatch()
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
        _ = watch.consume(bytes[start..<min(start + chunk, bytes.count)])
        start += chunk
    }
    _ = watch.finish()
    return (watch.reports, watch.ignored)
}

@Suite("Reports of real kernels, recorded with lkdtm")
struct SplatRecordingTests {
    struct Expectation: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let reports: [(SplatKind, String)]
        var testDescription: String { name }
    }

    static let expectations: [Expectation] = [
        Expectation(
            name: "warning", text: Recording.warning,
            reports: [
                (.warning, "WARNING at drivers/misc/lkdtm/bugs.c in lkdtm_WARNING"),
                (.warning, "Warning message trigger count: N in lkdtm_WARNING_MESSAGE"),
            ]),
        Expectation(
            name: "bug", text: Recording.bug,
            reports: [(.bug, "kernel BUG at drivers/misc/lkdtm/bugs.c in lkdtm_BUG")]),
        Expectation(
            name: "exception", text: Recording.exception,
            reports: [(.generalProtection, "general protection fault in lkdtm_EXCEPTION")]),
        Expectation(name: "panic", text: Recording.panic, reports: [(.panic, "Kernel panic - not syncing: dumptest")]),
        Expectation(
            name: "kasan", text: Recording.kasan,
            reports: [(.kasan, "KASAN: slab-use-after-free in lkdtm_WRITE_AFTER_FREE")]),
        Expectation(
            name: "doubleFree", text: Recording.doubleFree, reports: [(.kasan, "KASAN: double-free in lkdtm_do_action")]
        ),
        Expectation(
            name: "listAdd", text: Recording.listAdd,
            reports: [
                (
                    .listCorruption,
                    "list_add corruption. next->prev should be prev (ADDR), but was ADDR. (next=ADDR). in lkdtm_CORRUPT_LIST_ADD"
                )
            ]),
        Expectation(
            name: "listDel", text: Recording.listDel,
            reports: [
                (
                    .listCorruption,
                    "list_del corruption. next->prev should be ADDR, but was ADDR. (next=ADDR) in lkdtm_CORRUPT_LIST_DEL"
                )
            ]),
        Expectation(
            name: "refcount", text: Recording.refcount,
            reports: [
                (.refcount, "refcount_t: saturated; leaking memory. in lkdtm_REFCOUNT_INC_OVERFLOW"),
                (.refcount, "refcount_t: underflow; use-after-free. in lkdtm_REFCOUNT_SUB_AND_TEST_ZERO"),
            ]),
        Expectation(
            name: "ubsan", text: Recording.ubsan,
            reports: [(.ubsan, "UBSAN: array-index-out-of-bounds in drivers/misc/lkdtm/bugs.c")]),
        Expectation(
            name: "rcuStall", text: Recording.rcuStall,
            reports: [
                (.rcuStall, "rcu: INFO: rcu_sched self-detected stall on CPU"),
                (.rcuStall, "rcu: INFO: rcu_sched self-detected stall on CPU"),
                (.rcuStall, "rcu: INFO: rcu_sched self-detected stall on CPU"),
            ]),
        Expectation(
            name: "plainOops", text: Recording.plainOops,
            reports: [
                (.oops, "BUG: kernel NULL pointer dereference in file_tty_write")
            ]),
        Expectation(
            name: "softLockup", text: Recording.softLockup,
            reports: Array(
                repeating: (.lockup, "watchdog: BUG: soft lockup - CPU#N stuck for Ns! [init:N] in lkdtm_SOFTLOCKUP"),
                count: 3)),
        Expectation(
            name: "spinlockup", text: Recording.spinlockup,
            reports: [
                (.schedulingWhileAtomic, "BUG: scheduling while atomic: init/N/ADDR in syscall_exit_to_user_mode"),
                (.lockdep, "lockdep: lock held when returning to user space!"),
            ]),
        Expectation(
            name: "panicOnWarn", text: Recording.panicOnWarn,
            reports: [(.warning, "WARNING at drivers/misc/lkdtm/bugs.c in lkdtm_WARNING")]),
        Expectation(name: "plainBug", text: Recording.plainBug, reports: [(.oops, "Oops in lkdtm_BUG")]),
    ]

    @Test("Each report has its kind and a stable title", arguments: expectations)
    func kindsAndTitles(_ expectation: Expectation) {
        let found = splats(in: expectation.text).reports
        #expect(found.map(\.kind) == expectation.reports.map(\.0))
        #expect(found.map(\.title) == expectation.reports.map(\.1))
    }

    @Test("A console cut into pieces anywhere gives the same reports", arguments: [1, 7, 64, 1000])
    func piecesDoNotMatter(size: Int) {
        for expectation in Self.expectations {
            #expect(
                splats(in: expectation.text, chunk: size).reports
                    == splats(in: expectation.text, chunk: 1 << 20).reports)
        }
    }

    @Test("Carriage returns and NULs of a serial port do not matter")
    func carriageReturns() {
        let text = "\0" + Recording.kasan.replacing("\n", with: "\r\n") + "\0"
        #expect(splats(in: text).reports.map(\.title) == splats(in: Recording.kasan).reports.map(\.title))
    }

    @Test("A whole boot without a report has none", arguments: [Recording.cleanBoot, Recording.cleanDebugBoot])
    func cleanBoots(text: String) {
        let found = splats(in: text)
        #expect(found.reports.map(\.title) == [])
        #expect(found.ignored.isEmpty)
    }

    @Test("A report holds its lines and leaves out what came after it")
    func extent() throws {
        let report = try #require(splats(in: Recording.kasan).reports.first)
        #expect(report.lines.first?.hasPrefix("=====") == true)
        #expect(report.lines.last?.hasPrefix("=====") == true)
        #expect(report.lines.contains { $0.contains("Memory state around the buggy address") })
        #expect(!report.lines.contains { $0.contains("lkdtm: Hmm") })
        #expect(report.lastLine - report.firstLine + 1 == report.lines.count)
    }

    @Test("An Oops that kills init is one report that ended in a panic")
    func panicBelongsToItsOops() throws {
        let report = try #require(splats(in: Recording.plainOops).reports.first)
        #expect(report.endedInPanic)
    }
}
