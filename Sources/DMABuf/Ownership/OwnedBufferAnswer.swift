// SPDX-License-Identifier: GPL-2.0-only

/// The answer to an ``OwnershipQuery``, and a file descriptor of the owner if there is one.
public struct OwnedBufferAnswer: ~Copyable, Sendable {
    /// The answer.
    public let answer: OwnershipAnswer

    /// The owner; nil exactly if the answer is an error.
    public var descriptor: OwnedFileDescriptor?

    init(answer: OwnershipAnswer, descriptor: consuming OwnedFileDescriptor?) {
        self.answer = answer
        self.descriptor = descriptor
    }

    /// The owner as a buffer of one's own.
    public consuming func takeBuffer() throws(SystemCallError) -> Buffer? {
        let exporter = answer.owner?.exporter ?? ""
        guard let descriptor = self.descriptor else { return nil }
        return try Buffer(owning: descriptor, exporter: exporter)
    }
}
