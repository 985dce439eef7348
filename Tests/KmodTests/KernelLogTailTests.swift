// SPDX-License-Identifier: GPL-2.0-only

import Testing

@testable import Kmod

@Suite("Kernel log")
struct KernelLogTailTests {
    @Test func textOfARecordIsItsFirstLine() {
        let record = Array("4,1234,5678,-;m: disagrees\n SUBSYSTEM=x\n".utf8)
        #expect(KernelLogTail.text(ofRecord: record[...]) == "m: disagrees")
        #expect(KernelLogTail.text(ofRecord: Array("no record".utf8)[...]) == nil)
    }

    @Test func lineIsAboutTheModuleThatItStartsWith() {
        #expect(KernelLogTail.isAbout("dmabuf_vma_test", "dmabuf_vma_test: Unknown symbol x"))
        #expect(KernelLogTail.isAbout("drm-kms-helper", "drm_kms_helper: version magic"))
        #expect(!KernelLogTail.isAbout("drm", "drm_kms_helper: version magic"))
        #expect(!KernelLogTail.isAbout("m", "something about m: no"))
    }
}
