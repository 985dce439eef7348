// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import KernelLab

struct RequiredToolTests {
    @Test func aMissingToolIsNamedWithItsPackage() throws {
        let failure = try #require(throws: LabFailure.self) {
            try RequiredTool.check([.init(program: "no-such-tool", package: "its-package")], searchPath: "/usr/bin")
        }
        #expect(failure.exitCode == .toolMissing)
        #expect(failure.message == "missing tool: no-such-tool (Debian package its-package)")
        #expect(failure.advice == "sudo apt-get install its-package")
    }

    @Test func timingsShowEachStepsShare() {
        var timings = StepTimings()
        timings.add("build", .seconds(3))
        timings.add("boot", .seconds(1))
        #expect(
            timings.table.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") } == [
                "build 3.0 s 75 %", "boot 1.0 s 25 %", "total 4.0 s 100 %",
            ])
    }

    @Test(arguments: [
        ("VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 117\nEXTRAVERSION =\n", "6.12.117"),
        ("# comment\nVERSION = 7\nPATCHLEVEL = 4\nSUBLEVEL = 0\nEXTRAVERSION = -rc2\n", "7.4.0-rc2"),
    ])
    func aTreesVersionIsReadFromItsMakefile(_ text: String, _ version: String) {
        #expect(KernelVersion(makefile: text)?.description == version)
    }
}
