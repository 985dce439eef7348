// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

@Suite("The console around a test")
struct TestConsoleTests {
    static func console(_ text: String = MatrixFixture.console, wanted: String...) -> TestConsole {
        TestConsole(Array(text.utf8), wanted: wanted)
    }

    @Test("A test has the lines between its mark and the next, and a few of its neighbours")
    func window() throws {
        let excerpt = try #require(
            Self.console(wanted: "exporters/qxl/fd/split").excerpt(of: "exporters/qxl/fd/split"))
        #expect(excerpt.before.map(\.number) == [3])
        #expect(excerpt.lines.map(\.number) == [4, 5])
        #expect(excerpt.lines.last?.text.hasSuffix("a message of the driver") == true)
        #expect(excerpt.after.map(\.number) == [7])
        #expect(!excerpt.isSilent && excerpt.omitted == 0)
    }

    @Test("A name that begins like another test's is not taken for it")
    func prefixes() throws {
        let console = Self.console(wanted: "exporters/qxl/fd/split-tail")
        #expect(console.excerpt(of: "exporters/qxl/fd/split") == nil)
        #expect(console.excerpt(of: "exporters/qxl/fd/split-tail")?.lines.map(\.number) == [6, 7])
    }

    @Test("A line says which test ran, and none between tests")
    func atLine() {
        let console = Self.console()
        #expect(console.test(atLine: 1) == nil)
        #expect(console.test(atLine: 5) == "exporters/qxl/fd/split")
        #expect(console.test(atLine: 6) == "exporters/qxl/fd/split-tail")
        #expect(console.test(atLine: 9) == nil)
        #expect(console.unfinishedTest == nil)
    }

    @Test("Where a guest died, the test that had begun is known")
    func death() {
        let text = MatrixFixture.console.split(separator: "\n").prefix(5).joined(separator: "\n")
        #expect(Self.console(text).unfinishedTest == "exporters/qxl/fd/split")
    }

    @Test("Without marks nothing is made up")
    func noMarks() {
        let console = Self.console("[    0.100000] Linux version 6.12\n[    0.2] x\n", wanted: "exporters/qxl/fd/split")
        #expect(!console.hasMarks && console.excerpt(of: "exporters/qxl/fd/split") == nil)
        #expect(!Self.console("", wanted: "a").hasMarks)
    }

    @Test("Megabytes while one test ran are cut in the middle")
    func bounds() throws {
        var text = "[    1.000000] dmabuf-selftest: begin s/t\n"
        for number in 0..<20_000 { text += "[    1.100000] line \(number) \(String(repeating: "x", count: 700))\n" }
        text += "[    2.000000] dmabuf-selftest: begin s/u\n"
        let excerpt = try #require(Self.console(text, wanted: "s/t").excerpt(of: "s/t"))
        #expect(excerpt.lines.count == 80 && excerpt.omitted == 20_001 - 80 && excerpt.head == 60)
        #expect(excerpt.lines[59].text.contains("line 58 ") && excerpt.lines[60].text.contains("line 19980 "))
        #expect(excerpt.lines.allSatisfy { $0.text.count <= 501 })
    }
}
