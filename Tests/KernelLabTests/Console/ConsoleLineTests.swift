// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

@Suite("Lines of a console")
struct ConsoleLineTests {
    @Test("printk's prefix is taken apart")
    func prefixes() {
        let plain = ConsoleLine(number: 1, raw: "[   12.345678] hello")
        #expect(plain.seconds == 12.345678 && plain.text == "hello" && plain.caller == nil && plain.level == nil)
        let full = ConsoleLine(number: 1, raw: "<4>[    1.000000][   T34]  frame+0x1/0x2")
        #expect(full.level == 4 && full.seconds == 1 && full.caller == "T34" && full.text == " frame+0x1/0x2")
        let user = ConsoleLine(number: 1, raw: "[ OK ] Started")
        #expect(user.seconds == nil && user.text == "[ OK ] Started")
        #expect(ConsoleLine(number: 1, raw: "[1.5] x").seconds == nil)
    }

    @Test("A kernel message behind an unfinished line is a line of its own")
    func glued() {
        var lines = ConsoleLines()
        let found = lines.consume(
            Array("SeaBIOS (version 1)[    0.000000] Linux version 6.12\r\ntainted [    2.000000] reboot\n".utf8))
        #expect(found.map(\.text) == ["SeaBIOS (version 1)", "Linux version 6.12", "tainted ", "reboot"])
        #expect(found.map(\.number) == [1, 1, 2, 2])
    }

    @Test("Escape sequences, bad UTF-8 and endless lines do no harm")
    func noise() {
        var lines = ConsoleLines()
        let clear = lines.consume(Array("\u{1B}c\u{1B}[?7l\u{1B}[2J\u{1B}]0;title\u{07}hello\n".utf8))
        #expect(clear.map(\.text) == ["hello"])
        #expect(lines.consume([0xFF, 0xFE, UInt8(ascii: "a"), 10]).first?.text == "\u{FFFD}\u{FFFD}a")
        #expect(lines.consume(Array(repeating: UInt8(ascii: "x"), count: 1 << 20)).isEmpty)
        #expect(lines.finish().first?.raw.utf8.count == ConsoleLines.longestLine)
        #expect(lines.finish().isEmpty)
    }

    @Test("The stages of a boot are told from a real console")
    func stages() {
        var watch = ConsoleWatch()
        let events = watch.consume(Array(Recording.cleanBoot.utf8)) + watch.finish()
        #expect(
            events == [.stage(.kernel), .stage(.initProgram(path: "/init")), .stage(.ended(.restart))])
        #expect(watch.boot.kernelRelease == "6.12.117+")
        #expect(watch.lastLines(2).last?.hasSuffix("reboot: machine restart") == true)
    }

    @Test("A panic stays the end, whatever is printed behind it")
    func panicIsFinal() {
        var watch = ConsoleWatch()
        _ = watch.consume(Array((Recording.panic + "\n[    9.000000] reboot: Restarting system\n").utf8))
        #expect(watch.boot.stage == .ended(.panic("dumptest")))
    }

    @Test("The taint mask is decoded bit by bit")
    func taint() throws {
        let taint = try #require(KernelTaint(hex: "0x43200"))
        #expect(taint.letters == "WOEN")
        #expect(taint.unexpected == .warning)
        #expect(KernelTaint(hex: "43000")?.unexpected.isEmpty == true)
        #expect(KernelTaint(rawValue: 1 << 40).unexpected.letters == "?")
        for bad in ["", "0x", "xyz", "-1", "11111111111111111"] { #expect(KernelTaint(hex: bad) == nil, "\(bad)") }
    }
}
