// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import OwnershipTests

@Suite("Kernel release")
struct KernelReleaseTests {
    @Test(
        "The version is what uname -r begins with",
        arguments: [
            ("6.12.117", KernelRelease(6, 12)), ("7.3.4-1-amd64", KernelRelease(7, 3)), ("6.1", KernelRelease(6, 1)),
            ("7.0-rc1", KernelRelease(7, 0)), ("6.12-rc3+", KernelRelease(6, 12)),
        ])
    func parsing(release: String, expected: KernelRelease) {
        #expect(KernelRelease(release: release) == expected)
    }

    @Test("What is no version is none", arguments: ["", "6", "six.twelve", "6.x", ".1.2"])
    func noVersion(release: String) {
        #expect(KernelRelease(release: release) == nil)
    }

    @Test("6.1 comes before 6.12, and both before 7.0")
    func order() {
        #expect(KernelRelease(6, 1) < KernelRelease(6, 12))
        #expect(KernelRelease(6, 12) < KernelRelease(7, 0))
        #expect(KernelRelease(6, 1) <= KernelRelease(6, 1))
    }
}
