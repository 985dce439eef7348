// SPDX-License-Identifier: GPL-2.0-only

import DMABuf
import SystemPackage

/// The owner of memory, by asking the kernel. This is all there is to it: nothing to set up, to keep, to lock, or to be
/// told by anybody.
///
/// The question is the test module's (`DVT_QUERY`). Linux has none of its own for this: a driver asks with
/// `dma_buf_get_from_user()` when it is given a pointer.
enum KernelQuestion {
    /// The one dma-buf that all of the memory belongs to, or nil for memory of no dma-buf.
    /// - Throws: Why there is no answer, or not one: `EACCES` for memory that may not be written, `ERANGE` for that of
    ///   several buffers.
    static func owner(of memory: UnsafeRawBufferPointer) throws(SystemCallError) -> BufferOwner? {
        let device = try TestModuleDevice()
        let found = try device.queryWithDescriptor(
            OwnershipQuery(
                address: UInt(bitPattern: memory.baseAddress), length: UInt64(memory.count), options: .write))
        let answer = found.answer
        guard let offset = answer.owner?.offset, let buffer = try found.takeBuffer() else {
            if answer.error == .noSuchFileOrDirectory { return nil }
            throw SystemCallError(
                call: "DVT_QUERY", what: "\(memory.count) bytes behind the pointer", errno: answer.error ?? .badAddress)
        }
        return BufferOwner(buffer: buffer, offset: offset)
    }
}
