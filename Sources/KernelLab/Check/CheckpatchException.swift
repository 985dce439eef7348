// SPDX-License-Identifier: GPL-2.0-only

/// A remark of checkpatch.pl on the module that is known and right to stay, with the reason.
package struct CheckpatchException: Sendable, Equatable {
    package let file: String
    package let type: String
    package let message: String
    package let reason: String

    /// One file of the module knows kernels by their version. The others have to do without what the oldest lacks.
    package static let known: [CheckpatchException] =
        [
            CheckpatchException(
                file: "dmabuf_vma_test_compat.h", type: "LINUX_VERSION_CODE",
                message: "LINUX_VERSION_CODE should be avoided, code should be for the version to which it is merged",
                reason: "the module is built out of tree, for several kernels"),
            CheckpatchException(
                file: "dmabuf_vma_test_compat.h", type: "CONSTANT_COMPARISON",
                message: "Comparisons should place the constant on the right side of the test",
                reason: "LINUX_VERSION_CODE is what is tested; checkpatch takes any name in capitals for the constant"),
        ]
        + ["dmabuf_vma_test_buffer.c", "dmabuf_vma_test_cookie.c", "dmabuf_vma_test_main.c"].map {
            CheckpatchException(
                file: $0, type: "ALLOC_WITH_SIZEOF", message: "Prefer kzalloc_obj over kzalloc with sizeof",
                reason: "Linux 6.1 has no kzalloc_obj(), and there is one module for all kernels")
        }

    package func covers(_ remark: CheckpatchOutput.Remark, in file: String) -> Bool {
        self.file == file && type == remark.type && message == remark.message
    }
}
