// SPDX-License-Identifier: GPL-2.0-only

import Subprocess
import SystemPackage
import Testing

struct LabUsageTests {
    private let fixture: LabFixture

    init() throws {
        fixture = try LabFixture()
    }

    @Test(arguments: [
        ["run", "--profile", "quick"], ["run", "--timeout", "0"], ["run", "--unpatched", "--series", "x"],
        ["apply", "--allow-dirty"], ["bench", "--redraw", "--store"], ["no-such-command"],
    ])
    func wrongUsageIs64(_ arguments: [String]) async throws {
        let outcome = try await fixture.lab(arguments)
        #expect(outcome.status == .exited(64))
        #expect(outcome.errors.contains("Error:"))
    }

    @Test func aMissingToolIsNamedBeforeAnythingIsDone() async throws {
        let outcome = try await fixture.lab(["apply", "--tree", "/"], environment: ["PATH": "/nonexistent"])
        #expect(outcome.status == .exited(69))
        #expect(outcome.errors.contains("patch (Debian package patch)"))
    }

    @Test func outsideACheckoutTheToolSaysSo() async throws {
        let outcome = try await fixture.run(
            "/bin/sh", ["-c", "cd / && exec \"$1\" apply", "sh", LabFixture.lab.string])
        #expect(outcome.status == .exited(64))
        #expect(outcome.errors.contains("not in a checkout of dmabuf-vma"))
    }
}
