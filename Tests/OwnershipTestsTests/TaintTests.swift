// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite struct TaintTests {
    @Test func loadingAnUnsignedOutOfTreeModuleIsNoAlarm() {
        #expect(Taint(bits: 1 << 12 | 1 << 13).alarms(since: Taint(bits: 0)).isEmpty)
    }

    @Test(arguments: [(4, "M"), (5, "B"), (7, "D"), (9, "W"), (14, "L")])
    func whatTheKernelFoundWrongIsAnAlarm(bit: Int, letter: String) {
        let alarms = Taint(bits: 1 << bit).alarms(since: Taint(bits: 0))
        #expect(alarms.count == 1)
        #expect(alarms.first?.hasPrefix(letter) == true)
    }

    @Test func anOldTaintIsNotTheTestsFault() {
        #expect(Taint(bits: 1 << 9 | 1 << 12).alarms(since: Taint(bits: 1 << 9)).isEmpty)
    }
}
