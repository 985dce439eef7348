// SPDX-License-Identifier: GPL-2.0-only

import Glibc
import KTAP

/// The results of the KUnit suite `dma-buf-vma` (drivers/dma-buf/st-dma-buf-vma.c), as debugfs keeps them.
struct KUnitResults {
    private static let suite = "dma-buf-vma"

    /// CONFIG_KUNIT_DEBUGFS.
    private static let path = "/sys/kernel/debug/kunit/\(suite)/results"

    /// The suite's cases.
    static let cases = [
        "test_whole", "test_offset", "test_split", "test_several_vmas", "test_rights", "test_no_owner",
        "test_reference", "test_each_presence", "test_exporter_without_vm_ops", "test_failing_mmap", "test_left_alone",
        "test_forwarded",
    ]

    /// Why there are none, once the module whose loading runs the suite is there.
    ///
    /// The module has the suites of all of drivers/dma-buf; KUnit itself is told to leave the others out.
    static func unmetReason(_ environment: TestEnvironment) -> String? {
        if access(path, R_OK) == 0 { return nil }
        let before = environment.snapshot()
        for (module, parameters) in [("kunit", ["filter_glob=\(suite)"]), ("dmabuf_kunit", [])] {
            if let reason = environment.load(module, parameters: parameters) {
                return "\(reason) (CONFIG_DMABUF_KUNIT_TEST)"
            }
        }
        // The cases ran in a kernel thread, which leaves the last fput() of a file to a worker: dma-bufs that go away
        // during the first test would not be its doing.
        _ = environment.settledDifferences(from: before)
        return access(path, R_OK) == 0 ? nil : "this kernel's dmabuf_kunit has no suite \(suite)"
    }

    /// The cases as the kernel reported them.
    /// - Throws: ``SkipTest`` where the file cannot be read.
    static func read() throws -> [KTAPTest] {
        guard let text = TextFile.read(path) else { throw SkipTest(reason: "\(path) cannot be read") }
        return cases(in: text)
    }

    /// The cases in the text of such a file, a stream of one suite whose subtests they are.
    static func cases(in text: String) -> [KTAPTest] {
        KTAPParser.parse(Array(text.utf8)).tests.first { $0.name == suite }?.children ?? []
    }
}
