// SPDX-License-Identifier: GPL-2.0-only

import SystemPackage
import Testing

@testable import DMABuf

@Suite("fdinfo")
struct FileDescriptorInformationTests {
    private let text = Array(
        "pos:\t0\nflags:\t02000002\nmnt_id:\t15\nino:\t4\nsize:\t16384\ncount:\t1\nexp_name:\tdrm\nname:\ta: b\n".utf8)

    @Test func valueIsWhatFollowsTheKey() {
        #expect(FileDescriptorInformation.value("exp_name", in: text) == "drm")
        #expect(FileDescriptorInformation.value("name", in: text) == "a: b")
        #expect(FileDescriptorInformation.value("nam", in: text) == nil)
    }

    @Test func descriptorOfSomethingElseIsNoDMABuf() throws {
        let error = #expect(throws: SystemCallError.self) {
            _ = try Buffer(owning: OwnedFileDescriptor(opening: "/dev/null"))
        }
        #expect(error?.errno == .invalidArgument)
    }
}
