// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import DMABuf

@Suite("Text of what a process holds")
struct HoldingsTextTests {
    @Test func tablesOfOneProcess() throws {
        let report = HoldingsReport([try HoldingsFixture.player()], scope: .process)
        let expected = """
            123 player --loop: 3 dma-bufs of 1M, 3 descriptors, mapped 3 times: 28K in 5 VMAs
            not counted: 1 copy-on-write VMA (12K) of a device, whose dma-buf cannot be told

            ADDRESS       SIZE  MODE  ROUTE      BUFFER  OFFSET  EXPORTER  NAME
            7f0000100000    4K  rw-s  fd/import       9     0x0  vgem      frame 3
            7f0000101000    4K  r--s  fd/import       9  0x1000  vgem      frame 3
            7f0000102000    8K  rw-s  fd/import       9  0x2000  vgem      frame 3
            7f0000200000    8K  rw-s  native          9     0x0  vgem      frame 3
            7f0000300000    4K  rw-p  fd/import       8       -  system    (copy-on-write) -
            7f0000400000   12K  rw-p  native          -       -  ?         (copy-on-write) /dev/dri/card0

            BUFFER  SIZE  FDS  TIMES  MAPPED  FD/IMPORT  NATIVE  EXPORTER  NAME
                 8    1M    2      1      4K         4K       0  system    -
                 9   16K    0      2     24K        16K      8K  vgem      frame 3
                 7    4K    1      0       0          0       0  system    -

            BUFFERS  SIZE  FDS  TIMES  MAPPED  FD/IMPORT  NATIVE  EXPORTER
                  2    1M    3      1      4K         4K       0  system
                  1   16K    0      2     24K        16K      8K  vgem
            """
        #expect(HoldingsText(report).lines.joined(separator: "\n") == expected)
    }

    @Test func whatProcAloneCannotTellIsSaid() throws {
        let report = HoldingsReport([try HoldingsFixture.player(limitation: .moduleMissing)], scope: .process)
        let lines = HoldingsText(report).lines
        #expect(lines.first?.hasPrefix("123 player --loop: 3 dma-bufs of 1M and 1 of unknown size, ") == true)
        #expect(lines.dropFirst().first?.hasPrefix("by /proc alone: ") == true)
        #expect(lines.contains("may be of dma-bufs: 1 VMA (8K) of /dev/dri/card0"))
        #expect(lines.contains { $0.hasPrefix("7f0000100000    4K  rw-s  fd/import       9       -  ?") })
    }

    @Test func everyMappingIsShownIfAskedFor() throws {
        let report = HoldingsReport([try HoldingsFixture.player()], scope: .process)
        let lines = HoldingsText(report, everyMapping: true).lines
        #expect(lines.contains("55d0c0a00000  136K  r-xp  -               -       -  -         /usr/bin/player"))
    }

    @Test func allProcessesAreATableOfTheirOwn() throws {
        let report = HoldingsReport([try HoldingsFixture.player()], scope: .all, refused: 2)
        let lines = HoldingsText(report).lines
        #expect(lines.first?.hasPrefix("1 process: 3 dma-bufs of 1M, ") == true)
        #expect(lines.contains("not looked at, for want of rights: 2 processes"))
        #expect(lines.contains("PID  BUFFERS  SIZE  FDS  TIMES  MAPPED  FD/IMPORT  NATIVE  COMMAND"))
        #expect(lines.contains("123        3    1M    3      3     28K        20K      8K  player --loop"))
        #expect(!lines.contains { $0.hasPrefix("ADDRESS") })
    }

    @Test func processThatHoldsNothingIsOneLine() {
        let nothing = ProcessHoldings(process: 2, command: "[kthreadd]", mappings: [], descriptors: [])
        #expect(
            HoldingsText(HoldingsReport([nothing], scope: .process)).lines == ["2 [kthreadd]: no dma-bufs"])
        #expect(
            HoldingsText(HoldingsReport([nothing], scope: .all, buffer: 7)).lines == [
                "nobody that was looked at holds dma-buf 7"
            ])
    }

    @Test(arguments: [1, 20, 40, 60, 80, 200])
    func noLineIsWiderThanTheTerminal(width: Int) throws {
        let report = HoldingsReport([try HoldingsFixture.player()], scope: .process)
        let lines = HoldingsText(report, style: TextStyle(width: width)).lines
        #expect(lines.allSatisfy { $0.count <= width })
    }

    @Test("names still have room in 80 columns", arguments: [HoldingsReport.Scope.process, .all])
    func usualWidths(scope: HoldingsReport.Scope) {
        let held = HeldDescriptor(
            number: 3, buffer: HeldBuffer(inode: 123_456, exporter: "dmabuf_vma_test", size: 33 << 20, name: "a"))
        let holdings = ProcessHoldings(
            process: 4_194_304, command: "gnome-shell", mappings: [], descriptors: [held])
        for line in HoldingsText(HoldingsReport([holdings], scope: scope), style: TextStyle(width: 80)).lines {
            #expect(!line.hasSuffix("…"))
        }
    }

    @Test func headingsAreBoldOnlyIfWanted() throws {
        let report = HoldingsReport([try HoldingsFixture.player()], scope: .process)
        #expect(!HoldingsText(report).lines.contains { $0.contains("\u{1B}") })
        let bold = HoldingsText(report, style: TextStyle(hasEmphasis: true)).lines.filter { $0.contains("\u{1B}") }
        #expect(bold.count == 3 && bold.allSatisfy { $0.hasPrefix("\u{1B}[1m") && $0.hasSuffix("\u{1B}[0m") })
    }

    @Test func namesCannotCommandTheTerminal() {
        let buffer = HeldBuffer(inode: 3, exporter: "system", size: 4096, name: "a\u{1B}[2J\nb\u{202E}c")
        let holdings = ProcessHoldings(
            process: 5, command: "x\u{7}", mappings: [], descriptors: [HeldDescriptor(number: 3, buffer: buffer)])
        let lines = HoldingsText(HoldingsReport([holdings], scope: .process)).lines
        #expect(lines.first?.hasPrefix("5 x\\u{7}: ") == true)
        #expect(lines.contains { $0.hasSuffix("a\\u{1b}[2J\\u{a}b\\u{202e}c") })
    }

    @Test(
        "sizes are short and rounded to the nearest",
        arguments: [
            (0, "0"), (1, "1B"), (1023, "1023B"), (1024, "1K"), (1536, "1.5K"), (4096, "4K"), (10_240, "10K"),
            (10_752, "11K"), (1_048_575, "1M"), (1_048_576, "1M"), (1_047_552, "1023K"), (66 << 20, "66M"),
            ((3 << 30) / 2, "1.5G"), (UInt64.max, "16E"),
        ] as [(UInt64, String)])
    func humanSize(bytes: UInt64, expected: String) {
        #expect(HumanSize.text(bytes) == expected)
    }
}
