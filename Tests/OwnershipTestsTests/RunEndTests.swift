// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct RunEndTests {
    @Test(arguments: [
        (RunEnd(exitCode: 0, taint: 0, leaks: 0, uptime: 1), "end exit=0 taint=0 leaks=0 uptime=1.00"),
        (RunEnd(exitCode: 1, taint: 0x1200, leaks: 3, uptime: 12.345), "end exit=1 taint=1200 leaks=3 uptime=12.35"),
        (RunEnd(exitCode: 4, taint: 0x2000, leaks: 0, uptime: 9.07), "end exit=4 taint=2000 leaks=0 uptime=9.07"),
    ])
    func theLastLineSaysHowTheRunEnded(end: RunEnd, expected: String) {
        #expect(end.text == "dmabuf-selftest: " + expected)
    }
}
