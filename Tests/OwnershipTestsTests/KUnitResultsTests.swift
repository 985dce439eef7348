// SPDX-License-Identifier: GPL-2.0-only

import KTAP
import Testing

@testable import OwnershipTests

@Suite("KUnit's results")
struct KUnitResultsTests {
    /// What debugfs has of the suite where the lookup does not check the rights, shortened.
    static let withoutRights = """
        KTAP version 1
        1..1
            KTAP version 1
            # Subtest: dma-buf-vma
            1..4
            ok 1 test_split
            # test_several_vmas: EXPECTATION FAILED at drivers/dma-buf/st-dma-buf-vma.c:245
            Expected PTR_ERR_OR_ZERO(dmabuf) == error, but
                PTR_ERR_OR_ZERO(dmabuf) == 0 (0x0)
                error == -13 (0xfffffffffffffff3)
            not ok 2 test_several_vmas
            # test_rights: EXPECTATION FAILED at drivers/dma-buf/st-dma-buf-vma.c:245
            Expected PTR_ERR_OR_ZERO(dmabuf) == error, but
                PTR_ERR_OR_ZERO(dmabuf) == 0 (0x0)
                error == -13 (0xfffffffffffffff3)
            not ok 3 test_rights
            ok 4 test_no_owner # SKIP not here
            # module: dmabuf_kunit
        # dma-buf-vma: pass:1 fail:2 skip:1 total:4
        # Totals: pass:1 fail:2 skip:1 total:4
        not ok 1 dma-buf-vma

        """

    @Test("Each case has the status that the kernel gave it")
    func statuses() {
        let cases = KUnitResults.cases(in: Self.withoutRights)
        #expect(cases.map(\.name) == ["test_split", "test_several_vmas", "test_rights", "test_no_owner"])
        #expect(cases.map(\.status) == [.pass, .fail, .fail, .skip])
        #expect(cases.last?.reason == "not here")
    }

    @Test("A failed case says what was expected")
    func diagnostics() {
        let failed = KUnitResults.cases(in: Self.withoutRights).first { $0.name == "test_rights" }
        #expect(failed?.diagnostics.contains { $0.contains("EXPECTATION FAILED") } == true)
    }

    @Test("A file without the suite has no cases")
    func otherSuite() {
        #expect(KUnitResults.cases(in: "").isEmpty)
        #expect(
            KUnitResults.cases(in: Self.withoutRights.replacing("dma-buf-vma", with: "dma-buf-resv")).isEmpty)
    }
}
