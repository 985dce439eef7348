// SPDX-License-Identifier: GPL-2.0-only

import KernelLab
import Testing

struct CoverageDataTests {
    @Test func readsFilesWhoseBytesLookLikeLines() throws {
        let data = try CoverageData(parsing: Array("4 build/a.gcda\n0 e\n3 build/b c.gcda\nxyz0 end\n".utf8))
        #expect(data.files.map(\.path) == ["build/a.gcda", "build/b c.gcda"])
        #expect(data.files.map(\.bytes) == [Array("0 e\n".utf8), Array("xyz".utf8)])
    }

    @Test func noObjectsAreNoError() throws {
        #expect(try CoverageData(parsing: Array("0 end\n".utf8)).files.isEmpty)
    }

    @Test(arguments: ["", "4 a.gcda\nxyz", "4 a.gcda\nwxyz", "3 a"])
    func saysThatTheEndIsMissing(_ text: String) {
        let failure = #expect(throws: LabFailure.self) { try CoverageData(parsing: Array(text.utf8)) }
        #expect(failure?.exitCode == .boot)
        #expect(failure?.message.contains("cut short") == true)
    }

    @Test(arguments: ["KTAP version 1\n", "-1 a.gcda\n", "7\n"])
    func saysWhereSomethingElseBegins(_ text: String) {
        let failure = #expect(throws: LabFailure.self) { try CoverageData(parsing: Array(("0 a\n" + text).utf8)) }
        #expect(failure?.message == "what the guest sent at byte 4 is no coverage")
    }
}
